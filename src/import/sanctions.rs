//! What both files of OpenSanctions call a schema, and what that is here.

use crate::lexicon::EntityType;

/// Schema, type and subtype. Addresses, wallets and the relations between entities name nothing we look for.
const SCHEMAS: &[(&str, EntityType, &str)] = &[
    ("Person", EntityType::Person, ""),
    ("Company", EntityType::Organisation, "company"),
    ("Organization", EntityType::Organisation, ""),
    ("LegalEntity", EntityType::Organisation, ""),
    ("PublicBody", EntityType::Organisation, "government"),
    ("Vessel", EntityType::Product, "ship"),
    ("Airplane", EntityType::Product, "aircraft"),
];

pub(super) fn kind(schema: &str) -> Option<(EntityType, &'static str)> {
    SCHEMAS.iter().find(|(name, _, _)| *name == schema).map(|(_, kind, subtype)| (*kind, *subtype))
}
