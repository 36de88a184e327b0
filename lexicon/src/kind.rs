//! What a mention can be: the entity types of the graph.

/// Entity type of a mention, gazetteer row or node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum EntityType {
    /// Companies, agencies, governments as actors, parties, media, armed groups, teams, bands.
    Organisation,
    /// People, by name.
    Person,
    /// Films, series, books, songs, albums, games, artworks, plays.
    Work,
    /// Countries, cities, regions, facilities.
    Place,
    /// Demonyms used as modifiers or for people ("French").
    Nationality,
    /// Software, services, devices, weapons, malware.
    Product,
    /// Named events, and nominal ones that take part in a relation.
    Event,
    /// Job titles and offices.
    Role,
    /// Dates, times, durations, sets.
    Date,
    /// Money, counts, percentages, measures, ordinals, ages.
    Figure,
    /// Words of the text that are an argument of a relation: a quoted or reported clause, a noun group.
    Statement,
}

impl EntityType {
    /// All types, in the order of their numbers.
    pub const ALL: [EntityType; 11] = [
        EntityType::Organisation,
        EntityType::Person,
        EntityType::Work,
        EntityType::Place,
        EntityType::Nationality,
        EntityType::Product,
        EntityType::Event,
        EntityType::Role,
        EntityType::Date,
        EntityType::Figure,
        EntityType::Statement,
    ];

    /// The name used in files.
    pub const fn name(self) -> &'static str {
        match self {
            EntityType::Organisation => "organisation",
            EntityType::Person => "person",
            EntityType::Work => "work",
            EntityType::Place => "place",
            EntityType::Nationality => "nationality",
            EntityType::Product => "product",
            EntityType::Event => "event",
            EntityType::Role => "role",
            EntityType::Date => "date",
            EntityType::Figure => "figure",
            EntityType::Statement => "statement",
        }
    }

    /// The type with that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The type with that number, as stored in a compiled lexicon.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// True for types whose mentions are proper names.
    pub const fn is_named(self) -> bool {
        (self as u8) <= EntityType::Event as u8
    }
}

impl std::fmt::Display for EntityType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
