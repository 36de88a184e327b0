//! What speaks for or against a stretch of text being a name of some type; `rules/names/weights.csv` says how much.

use strum::{EnumCount, EnumIter, IntoStaticStr};

/// A piece of evidence; its name in the weights file is the kebab-case of the variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumCount, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
#[repr(u16)]
pub(super) enum Feature {
    /// Always holds.
    Bias,
    // Inside the name: its length ("many" are four or more words), shape and words.
    OneWord,
    TwoWords,
    ThreeWords,
    ManyWords,
    /// One word of two to six capitals where others are not capitals.
    Acronym,
    /// Ends with an acronym where others are no capitals ("Vel TXT"), which is nobody's surname.
    AcronymLast,
    /// Has a capital inside a word (`iPhone`, `McDonald`).
    InnerCapital,
    /// Has a digit.
    Digit,
    /// All words are capitals, in a line of capitals.
    Shouted,
    /// Holds "of", "for", "and" or "&" between its words.
    OfInside,
    /// Holds "and the", which titles do, while a place or a thing and the next one are two ("Vel and the Ostra Museum").
    AndTheInside,
    /// Holds "for", which no place's name does.
    ForInside,
    /// Holds small words that names of firms and places do not ("with", "my"), capital or not.
    SmallInside,
    /// Holds "by", which only titles do: "Stand by Me", but "takeover of Vel by Arvex".
    ByInside,
    /// Begins with a small word.
    SmallFirst,
    /// Begins with a number.
    NumberFirst,
    /// Holds a possessive.
    PossessiveInside,
    /// Holds an ampersand.
    Ampersand,
    /// Holds a hyphen.
    Hyphen,
    /// Begins with "The".
    The,
    /// Has capitals and a number that a hyphen joins (`F-16`).
    Designation,
    /// Ends with a number, in digits or as a word with a capital.
    NumberLast,
    /// Ends with a possessive ("Lyon's" of a shop).
    PossessiveLast,
    /// The same in a text where a longer name of a body begins with it ("Vel Children's Hospital").
    PossessiveOfLonger,
    /// Holds a comma ("School of Law, Art and Music").
    CommaInside,
    /// Holds a nickname in quotation marks.
    Nickname,
    /// Begins with an ordinal number in digits ("65th").
    OrdinalFirst,
    /// Begins with a year.
    YearFirst,
    /// First word is a given name.
    GivenFirst,
    /// First word is a common given name.
    GivenFirstCommon,
    /// First word is a surname and no given name.
    SurnameFirst,
    /// Last word is a surname.
    SurnameLast,
    /// Last word is a common surname.
    SurnameLastCommon,
    /// First word is a given name, last word a surname.
    GivenAndSurname,
    /// A word in it is an initial (`J.`).
    Initial,
    /// Holds a particle of names (`van`, `al`).
    Particle,
    /// Ends with a suffix of names (`Jr.`).
    NameSuffix,
    /// All words are in the lists of ordinary words.
    AllOrdinary,
    /// First word is in the lists of ordinary words.
    OrdinaryFirst,
    /// Last word is in the lists of ordinary words.
    OrdinaryLast,
    /// Last word is ordinary and mostly no noun.
    LastNoNoun,
    /// No word is in any list.
    Unknown,
    /// Last word is in no list.
    UnknownLast,
    /// First word is a point of the compass.
    CompassFirst,
    /// Last word is unknown and has an ending of surnames.
    PersonEnding,
    /// Last word is unknown and has an ending of places.
    PlaceEnding,
    /// Last word is unknown and has an ending of firms.
    OrganisationEnding,
    /// Ends or begins with a word that teams are called by.
    TeamWord,
    /// Begins with a demonym.
    DemonymFirst,
    /// Is a demonym, or another adjective of a group, or a language.
    GroupWord,
    /// Last word is a head of organisations' names.
    OrganisationHead,
    /// A word in it, not the last, is a head of organisations' names.
    OrganisationHeadInside,
    /// A head of bodies that what they are for belongs to stands before "for" in it ("Vel Centre for Music").
    BodyFor,
    /// A head of organisations' names stands before "of" in it.
    OrganisationHeadOf,
    /// Begins with words that begin names of organisations.
    OrganisationLead,
    /// Ends with a legal suffix.
    LegalSuffix,
    /// Is nothing but suffixes of firms or persons ("Co., Ltd.", "III", "MD" after "Holt,").
    SuffixOnly,
    /// Last word is a head of places' names.
    PlaceHead,
    /// Last word is a head of districts' names ("Vel County").
    DistrictHead,
    /// Last word is a head of buildings' and sites' names.
    FacilityHead,
    /// Begins with words that begin names of places.
    PlaceLead,
    /// Last word is a head of products' names.
    ProductHead,
    /// Last word, a capital, heads hardly anything but products ("Vel Ransomware", "Vel API").
    ProductHeadSure,
    /// Ends with a common noun for products in lower case.
    ProductNounLast,
    /// Begins with words that begin names of products ("HMS").
    ProductLead,
    /// Begins with a firm whose products bear its name, and goes on.
    MakerFirst,
    /// Last word is a head of names of laws and treaties, which are works if anything.
    LawHead,
    /// Last word is a head of events' names.
    EventHead,
    /// A word in it, before a small one, is a head of events' names ("Prize" in "Harbour Prize for Science").
    EventHeadInside,
    /// Last word names hardly anything but events or prizes ("Award", "Olympics").
    EventHeadSure,
    /// A small word after a head of prizes ties what it is given for to it ("Harbour Prize for Science").
    PrizeFor,
    /// A year and an event that comes again ("1998 World Cup").
    YearEvent,
    /// Begins with words that begin names of events ("Battle of").
    EventLead,
    /// Last word is a kind of media.
    MediaHead,
    /// Begins with a title or role of a person, which is no part of a name.
    TitleFirst,
    /// Begins with a form of address that only people have ("Mr").
    AddressFirst,
    /// Ends with a role.
    RoleLast,
    /// A role stands inside it, and a given name and other capitals behind ("Vel President Lena Holt").
    RoleInside,
    /// One word that is written with capitals and names no single thing ("DVD", "Internet").
    NoName,
    /// Is or begins with a month or weekday.
    Calendar,
    // The gazetteers: the whole name is a form of an entity of a type, with high, middle or low prior.
    OrganisationKnown,
    OrganisationLikely,
    OrganisationPossible,
    PersonKnown,
    PersonLikely,
    PersonPossible,
    WorkKnown,
    WorkLikely,
    WorkPossible,
    PlaceKnown,
    PlaceLikely,
    PlacePossible,
    NationalityKnown,
    NationalityLikely,
    NationalityPossible,
    ProductKnown,
    ProductLikely,
    ProductPossible,
    EventKnown,
    EventLikely,
    EventPossible,
    /// The likeliest reading is a country.
    Country,
    /// A reading is the capital of a country, which speaks for it ("Vel rejected the claim").
    Capital,
    /// The likeliest reading is a sports club or team.
    Club,
    /// A reading is a party.
    Party,
    /// A reading is a firm that needs no context ("Shell", "Porsche").
    Firm,
    /// The likeliest reading needs context.
    NeedsContext,
    /// The likeliest reading needs quotation marks or a cue.
    NeedsQuotes,
    /// A part of it, not the whole, is a known organisation.
    OrganisationInside,
    /// A part of it, not the whole, is a known place.
    PlaceInside,
    /// A longer known name holds it.
    InsideKnown,
    /// Its run of capitals goes on before it, and what stands there is no title or demonym.
    RunBefore,
    /// Its run of capitals goes on before it with a title or demonym, which is no part of a name.
    TitleRunBefore,
    /// Its run of capitals goes on before it with a given name, which may be its first.
    GivenRunBefore,
    /// Its run of capitals goes on before it with a known name, which may be another's.
    KnownBefore,
    /// Its run of capitals goes on after it, and it is no demonym.
    RunAfter,
    /// It is a demonym, and its run of capitals goes on after it.
    DemonymRunAfter,
    /// It is a whole run of capitals in the middle of a sentence, titles before it left out.
    WholeRun,
    /// A capital and "of", "and" or "&" stand before it: it may be the rest of a longer name.
    JoinedBefore,
    /// "of", "and" or "&" and a capital stand after it.
    JoinedAfter,
    /// Ends with a head of bodies that what they are for belongs to, and a small word and a capital stand after it
    /// ("Vel Centre" of "Vel Centre for Music").
    BodyGoesOn,
    // Before the name.
    /// First word of its sentence.
    SentenceStart,
    /// First word of its sentence, and an ordinary word.
    SentenceStartOrdinary,
    /// First of its sentence, a verb or adverb as often as a noun.
    SentenceStartNoNoun,
    /// A form of address (`Mr`).
    HonorificBefore,
    /// A title or role of a person.
    RoleBefore,
    /// A demonym.
    DemonymBefore,
    /// "in".
    InBefore,
    /// "at".
    AtBefore,
    /// "to" or "from".
    ToFromBefore,
    /// Another preposition of places ("near", "across").
    PlacePrepositionBefore,
    /// "of".
    OfBefore,
    /// "by".
    ByBefore,
    /// "by" and a participle of what firms do ("operated by Vel").
    FirmByBefore,
    /// "with", "for", "against", "between".
    WithBefore,
    /// "the".
    TheBefore,
    /// "a" or "an".
    ABefore,
    /// Possessive of another name.
    PossessiveBefore,
    /// A common noun for organisations ("the studio Halcyon").
    OrganisationNounBefore,
    /// A common noun for people ("actor Jane Roe").
    PersonNounBefore,
    /// A common noun for places ("the town of").
    PlaceNounBefore,
    /// A common noun for works ("the film Annie").
    WorkNounBefore,
    /// A common noun for products ("the ransomware Redtide").
    ProductNounBefore,
    /// A common noun for ships and their like, which bear names of people and places ("the frigate Holt").
    VesselNounBefore,
    /// A verb that firms are the object of ("acquired Acme", "joined Acme").
    OrganisationVerbBefore,
    /// A verb that places are the object of ("fled Vel", "recaptured Vel").
    PlaceVerbBefore,
    /// A hyphen that joins a lower-case word ("pro-Moscow").
    HyphenBefore,
    /// An opening bracket.
    BracketBefore,
    /// A comma and a known place ("Paris, France" seen from France).
    CommaAfterPlace,
    /// A verb.
    VerbBefore,
    /// A number.
    NumberBefore,
    /// A comma, or "and", and another capitalised name.
    ListBefore,
    /// A verb of saying ("said Jane Roe").
    SaysBefore,
    /// A point of the compass in lower case ("northern Ohio").
    CompassBefore,
    /// "versus", "against", "beat".
    VersusBefore,
    /// A comma.
    CommaBefore,
    /// A person's full name, a comma, perhaps an age, and "of" or "from" ("Lena Holt, 43, of Vel").
    ResidenceBefore,
    /// A role and "of".
    RoleOfBefore,
    /// A role that firms have and places have not, and "of".
    CompanyRoleOfBefore,
    /// A role or noun for people and "at", "from", "with" or "for" ("an analyst at Acme").
    RoleAtBefore,
    /// A noun for places and "of".
    PlaceNounOfBefore,
    /// A noun for organisations and "of".
    OrganisationNounOfBefore,
    /// A noun for people and "of".
    PersonNounOfBefore,
    /// A noun for works and "of".
    WorkNounOfBefore,
    /// A noun for shares and deals and a preposition ("a stake in Vel", "the takeover of Vel").
    StakeBefore,
    /// The possessive of a known firm ("Sony's Vel").
    FirmOwnerBefore,
    /// "according to".
    AccordingBefore,
    /// The possessive of a known place ("Norway's Vel").
    PlaceOwnerBefore,
    /// A greeting ("Hi Vel").
    GreetingBefore,
    /// A noun for people and "named", "called" ("a researcher named X"), or several and "such as" ("actors such as X").
    CalledPerson,
    /// The same with a noun for organisations.
    CalledOrganisation,
    /// The same with a noun for places.
    CalledPlace,
    /// The same with a noun for works.
    CalledWork,
    /// The same with a noun for products.
    CalledProduct,
    // After the name, around it, and elsewhere in the document.
    /// A possessive.
    PossessiveAfter,
    /// A verb of saying.
    SaysAfter,
    /// Another verb that persons do.
    PersonVerbAfter,
    /// A verb that organisations do.
    OrganisationVerbAfter,
    /// A possessive and a role that firms have and people have not ("Acme's chief executive").
    CompanyRoleAfter,
    /// A role that firms have and people have not, and who holds it ("Acme CEO Lena Holt").
    ChiefAfter,
    /// A possessive and somebody's full name ("Vel's Lena Holt"), whom a country, a firm or a team has sooner than a person.
    PossessiveOfPerson,
    /// A possessive and an album ("Halcyon's second album"), which bands and singers have.
    AlbumAfter,
    /// "is", "was", "has" or another auxiliary.
    AuxiliaryAfter,
    /// "who".
    WhoAfter,
    /// "which".
    WhichAfter,
    /// A verb and "its", and no noun between ("Nokira will cut its", "Nokira said it had sold").
    ItsAfter,
    /// The same with "his" or "her".
    HisAfter,
    /// A verb, and what firms make, own and report as its object ("Nokira posted a record loss").
    BusinessAfter,
    /// A comma and an age.
    AgeAfter,
    /// A role ("Sony chief executive").
    RoleAfter,
    /// A comma and a role.
    CommaRoleAfter,
    /// A common noun for organisations ("the Acme group").
    OrganisationNounAfter,
    /// A comma, an article and, soon, a common noun for organisations.
    AppositionOrganisation,
    /// The same with a noun for people.
    AppositionPerson,
    /// The same with a noun for places.
    AppositionPlace,
    /// The same with a noun for works.
    AppositionWork,
    /// The same with an indefinite article: "Vel, a war drama".
    AppositionAWork,
    /// A comma or quotation mark and what is done to works alone ("Vel, directed by", "Vel, starring").
    MadeAfter,
    /// A common noun for places ("Ohio river").
    PlaceNounAfter,
    /// A comma and a known place ("Paris, France" seen from Paris).
    CommaPlaceAfter,
    /// A common noun for works ("the Annie film").
    WorkNounAfter,
    /// A common noun for products ("the Redtide ransomware").
    ProductNounAfter,
    /// A comma, an article and, soon, a common noun for products.
    AppositionProduct,
    /// A hyphen and a participle ("Ostran-born", "Acme-owned").
    ParticipleAfter,
    /// A common noun for people ("Toyota employees").
    PersonNounAfter,
    /// A year in brackets.
    YearAfter,
    /// Its initials in brackets.
    AcronymAfter,
    /// A country in brackets ("Lena Holt (Norway)").
    CountryInBracket,
    /// Brackets with a birth in them ("Lena Holt (born 1950)").
    BirthInBracket,
    /// Other brackets.
    BracketAfter,
    /// A hyphen and "based".
    BasedAfter,
    /// A comma and "based in": a body, or a place it has.
    CommaBasedAfter,
    /// A number.
    NumberAfter,
    /// A number at the end of a line, or in a table.
    TableAfter,
    /// A preposition.
    PrepositionAfter,
    /// A common noun of any kind.
    NounAfter,
    /// A comma.
    CommaAfter,
    /// A colon.
    ColonAfter,
    /// The score of a match right after it, or soon before it ("lost 2-0 to Vel"), but not the ground ("2-0 at Vel").
    ScoreBeside,
    /// "versus", "against", "beat".
    VersusAfter,
    /// A hyphen that joins a lower-case word.
    HyphenAfter,
    /// A comma, "and" or "or", and a capital.
    ListAfter,
    /// A verb of another kind.
    VerbAfter,
    /// A noun for events.
    EventNounAfter,
    ListOrganisation,
    ListPerson,
    ListPlace,
    ListWork,
    /// In a line of which a third or more are numbers: a table.
    Table,
    /// In a document about sport of teams.
    Sport,
    /// In a document about sport that people do alone, such as tennis.
    SportAlone,
    /// In a document about software: what stands in quotation marks or capitals there is seldom a film or book.
    Software,
    /// In a report of team sport, and a side of a match somewhere in it ("Vel drew", "Vel captain").
    SideElsewhere,
    /// In a report of sport, in a list of players or scorers ("9 - Roe", "Roe (28th)").
    PlayerListed,
    /// In quotation marks, alone.
    Quoted,
    /// After quotation marks that go on.
    QuoteStart,
    /// A line that begins a wire report: "LONDON, March 3 (Reuters) -".
    Dateline,
    /// The outlet in a line that says where a report comes from: "Vel Ostran Radio in Norwegian 0800 GMT".
    SourceLine,
    /// In a headline in which capitals say nothing.
    Headline,
    /// The whole of a line.
    WholeLine,
    /// A word for works ("film", "novel", "starring") in the sentence.
    WorkCue,
    /// The same words in lower case elsewhere.
    LowerElsewhere,
    /// Last word of a longer run that begins with a given name or follows a title.
    SurnameOfFull,
    /// First words of a longer run.
    ShortOfLonger,
    /// The same words again elsewhere.
    Again,
    /// The initials of a longer run elsewhere.
    Initials,
    /// The same words before "Inc.", "Ltd." …
    FirmElsewhere,
    /// The first word of a name before "Inc.", "Ltd." … that is no ordinary word.
    FirmLead,
    /// After a title or form of address.
    Titled,
    /// In a headline, and a run of the body.
    InBody,
    /// A firm's name of one word that is a surname or ordinary word too, where nobody in the text bears it as a surname.
    LoneFirm,
    /// Where it stands, it follows a preposition of place.
    InElsewhere,
    /// A name with its version ("Vel 10.3").
    Version,
    /// A noun for harmful programs and no other noun behind it ("the Vel ransomware", not "the Vel ransomware attack").
    MalwareAfter,
    /// Before a noun for programs elsewhere ("the Vel browser"), and not well known as anything else.
    ProductElsewhere,
    /// A member of a parliament or council ("Labour MP").
    MemberAfter,
    /// A noun for those who govern or run for office ("the Holt government").
    RegimeAfter,
    /// "The" before, and a noun for bodies that are called by name behind it ("the Sandfly group").
    BodyNounAfter,
    /// A body of a state or town in small letters ("Vel police").
    StateBodyAfter,
    /// A verb that works do, or a number of copies or screens ("Vel passed 2,000 downloads").
    WorkVerbAfter,
    /// A handle ("@LenaHolt").
    Handle,
    /// A hashtag ("#SonaPictures").
    Hashtag,
    /// A handle or hashtag that spells a name of the text, or stands in brackets behind one.
    HandleOfName,
}
