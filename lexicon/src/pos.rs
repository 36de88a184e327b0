//! Parts of speech, by their Penn Treebank names.

/// A part of speech (Marcus, Santorini and Marcinkiewicz 1993, without the punctuation tags).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[allow(missing_docs)] // the names are the standard's
pub enum Pos {
    NN,
    NNS,
    NNP,
    VB,
    VBD,
    VBG,
    VBN,
    VBZ,
    JJ,
    JJR,
    JJS,
    RB,
    RBR,
    RBS,
    DT,
    PDT,
    PRP,
    PRPS,
    IN,
    CC,
    MD,
    TO,
    WDT,
    WP,
    WPS,
    WRB,
    EX,
    RP,
    CD,
    UH,
    POS,
    PUNCT,
}

impl Pos {
    const NAMES: [(&'static str, Pos); 32] = [
        ("NN", Pos::NN),
        ("NNS", Pos::NNS),
        ("NNP", Pos::NNP),
        ("VB", Pos::VB),
        ("VBD", Pos::VBD),
        ("VBG", Pos::VBG),
        ("VBN", Pos::VBN),
        ("VBZ", Pos::VBZ),
        ("JJ", Pos::JJ),
        ("JJR", Pos::JJR),
        ("JJS", Pos::JJS),
        ("RB", Pos::RB),
        ("RBR", Pos::RBR),
        ("RBS", Pos::RBS),
        ("DT", Pos::DT),
        ("PDT", Pos::PDT),
        ("PRP", Pos::PRP),
        ("PRP$", Pos::PRPS),
        ("IN", Pos::IN),
        ("CC", Pos::CC),
        ("MD", Pos::MD),
        ("TO", Pos::TO),
        ("WDT", Pos::WDT),
        ("WP", Pos::WP),
        ("WP$", Pos::WPS),
        ("WRB", Pos::WRB),
        ("EX", Pos::EX),
        ("RP", Pos::RP),
        ("CD", Pos::CD),
        ("UH", Pos::UH),
        ("POS", Pos::POS),
        ("PUNCT", Pos::PUNCT),
    ];

    /// The tag with that name, as written in word files.
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(n, _)| *n == name).map(|(_, pos)| *pos)
    }

    /// The standard's name of the tag.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }

    /// The tag's bit in a [`PosSet`].
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Any form of a verb (modals are not).
    pub const fn is_verb(self) -> bool {
        PosSet::VERB.has(self)
    }

    /// A noun, common or proper, of either number.
    pub const fn is_noun(self) -> bool {
        PosSet::NOUN.has(self)
    }

    /// An adjective of any degree.
    pub const fn is_adjective(self) -> bool {
        PosSet::ADJECTIVE.has(self)
    }

    /// An adverb of any degree.
    pub const fn is_adverb(self) -> bool {
        PosSet::ADVERB.has(self)
    }
}

/// The parts of speech a word can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PosSet(pub u32);

impl PosSet {
    /// Nouns of any kind.
    pub const NOUN: PosSet = PosSet(Pos::NN.bit() | Pos::NNS.bit() | Pos::NNP.bit());
    /// Verb forms, without modals.
    pub const VERB: PosSet = PosSet(Pos::VB.bit() | Pos::VBD.bit() | Pos::VBG.bit() | Pos::VBN.bit() | Pos::VBZ.bit());
    /// Adjectives.
    pub const ADJECTIVE: PosSet = PosSet(Pos::JJ.bit() | Pos::JJR.bit() | Pos::JJS.bit());
    /// Adverbs.
    pub const ADVERB: PosSet = PosSet(Pos::RB.bit() | Pos::RBR.bit() | Pos::RBS.bit());

    /// Nouns, verbs and adjectives: classes that take in new words.
    pub const OPEN: PosSet = PosSet(PosSet::NOUN.0 | PosSet::VERB.0 | PosSet::ADJECTIVE.0);
    /// Articles, pronouns, prepositions, conjunctions, modals.
    pub const CLOSED: PosSet = PosSet(
        Pos::DT.bit()
            | Pos::PDT.bit()
            | Pos::PRP.bit()
            | Pos::PRPS.bit()
            | Pos::IN.bit()
            | Pos::CC.bit()
            | Pos::MD.bit()
            | Pos::TO.bit()
            | Pos::WDT.bit()
            | Pos::WP.bit()
            | Pos::WPS.bit()
            | Pos::WRB.bit()
            | Pos::EX.bit(),
    );

    /// The set and one tag more.
    pub const fn and(self, pos: Pos) -> PosSet {
        PosSet(self.0 | pos.bit())
    }

    /// True when the set holds the tag.
    pub const fn has(self, pos: Pos) -> bool {
        self.0 & pos.bit() != 0
    }

    /// True when the sets share a tag.
    pub const fn meets(self, other: PosSet) -> bool {
        self.0 & other.0 != 0
    }

    /// True when nothing is known.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set with one more tag.
    #[must_use]
    pub const fn with(self, pos: Pos) -> PosSet {
        PosSet(self.0 | pos.bit())
    }

    /// True when every tag of the set is in `other`, and there is one.
    pub const fn within(self, other: PosSet) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }
}
