//! How much each feature counts for each type: `rules/names/weights.csv`, thousandths of a log-odds unit. A table of numbers
//! is read at every start, so it is no TOML.
//!
//! A row `a+b` counts when both features hold: a surname after "in" is less of a person than the two alone say.
//! The sum of a span's weights is the logarithm of how much likelier it is a name of the type than no name. The file is
//! fitted by `scripts/fit-names` (semi-Markov conditional random field) and can be edited by hand.

use std::collections::BTreeMap;

use strum::IntoEnumIterator as _;

use super::feature_set::{COUNT, Features};
use super::features::Feature;
use crate::error::RuleMistake;
use crate::rules::RuleFiles;
use crate::types::{EntityType, Evidence};

const FILE: &str = "names/weights.csv";

/// Types that names are typed as, in the order of the columns.
pub(super) const KINDS: [EntityType; 7] = [
    EntityType::Organisation,
    EntityType::Person,
    EntityType::Work,
    EntityType::Place,
    EntityType::Nationality,
    EntityType::Product,
    EntityType::Event,
];

/// What something adds for each of [`KINDS`].
type Points = [i32; KINDS.len()];

/// Weights of all features for all types.
pub(super) struct Weights {
    rows: Vec<Row>,
    /// What each feature adds by itself.
    alone: Vec<Points>,
    /// Rows of several features by the one that is in fewest rows, so that a span asks only rows it may have.
    together: Vec<Vec<(Features, Points)>>,
}

/// One row of the file: what it adds when its features hold.
struct Row {
    name: String,
    needs: Features,
    points: Points,
}

impl Weights {
    /// Reads the weights file; features without a row count nothing.
    ///
    /// # Errors
    /// Unknown features and columns, and what is no number, each with its line.
    pub(super) fn load(files: &RuleFiles) -> Result<Self, Vec<RuleMistake>> {
        let Some(text) = files.get(FILE) else { return Ok(Weights::new(Vec::new())) };
        let names: BTreeMap<&str, usize> = Feature::iter().map(|f| (f.into(), f as usize)).collect();
        let mut rows = Vec::new();
        let mut mistakes = Vec::new();
        let mut wrong = |line, what| mistakes.push(RuleMistake { file: FILE.to_owned(), line, what });
        let mut table = csv::ReaderBuilder::new().comment(Some(b'#')).flexible(true).from_reader(text.as_bytes());
        let columns = table.headers().is_ok_and(|names| names.iter().skip(1).eq(KINDS.map(EntityType::name)));
        if !columns {
            wrong(1, format!("the columns are features,{}", KINDS.map(EntityType::name).join(",")));
        }
        let mut record = csv::StringRecord::new();
        while table.read_record(&mut record).unwrap_or(false) {
            let line = record.position().map_or(0, |at| at.line() as usize);
            let row = &record[0];
            let mut needs = Features::default();
            for feature in row.split('+') {
                match names.get(feature) {
                    Some(number) => needs.set_number(*number),
                    None => wrong(line, format!("'{feature}' is no feature: see src/tag/names/features.rs")),
                }
            }
            let points: Vec<i32> = record.iter().skip(1).map_while(|field| field.parse().ok()).collect();
            match Points::try_from(points) {
                Ok(points) => rows.push(Row { name: row.to_owned(), needs, points }),
                Err(_) => wrong(line, format!("'{row}' needs {} whole numbers after it", KINDS.len())),
            }
        }
        if mistakes.is_empty() { Ok(Weights::new(rows)) } else { Err(mistakes) }
    }

    fn new(rows: Vec<Row>) -> Self {
        let mut weights = Weights { rows, alone: vec![Points::default(); COUNT], together: vec![Vec::new(); COUNT] };
        let mut rows_with = [0_u16; COUNT];
        for feature in weights.rows.iter().flat_map(|row| row.needs.iter()) {
            rows_with[feature] += 1;
        }
        for row in &weights.rows {
            let mut features = row.needs.iter();
            let rarest = row.needs.iter().min_by_key(|feature| rows_with[*feature]);
            match (features.next(), features.next(), rarest) {
                (Some(only), None, _) => add(&mut weights.alone[only], &row.points),
                (.., Some(rarest)) => weights.together[rarest].push((row.needs, row.points)),
                (.., None) => {}
            }
        }
        weights
    }

    /// Sums for all types of [`KINDS`].
    pub(super) fn sums(&self, features: Features) -> Points {
        let mut sums = Points::default();
        for feature in features.iter() {
            add(&mut sums, &self.alone[feature]);
            for (needs, points) in &self.together[feature] {
                if features.contains(*needs) {
                    add(&mut sums, points);
                }
            }
        }
        sums
    }

    /// What each row that holds adds for one type of [`KINDS`]; nothing is left out but zeros.
    pub(super) fn evidence(&self, features: Features, kind: usize) -> impl Iterator<Item = Evidence> + '_ {
        let holds = |(_, row): &(usize, &Row)| features.contains(row.needs);
        let mut rows: Vec<(usize, &Row)> = self.rows.iter().enumerate().filter(holds).collect();
        rows.sort_by_key(|(_, row)| row.needs.iter().next());
        let points = move |(number, row): (usize, &Row)| Evidence { weight: number as u16, points: row.points[kind] };
        rows.into_iter().map(points).filter(|evidence| evidence.points != 0)
    }

    /// Name of a row; empty for a wrong number.
    pub(super) fn name(&self, row: u16) -> &str {
        self.rows.get(usize::from(row)).map_or("", |row| &row.name)
    }
}

fn add(sums: &mut Points, points: &Points) {
    sums.iter_mut().zip(points).for_each(|(sum, points)| *sum += points);
}

/// Name of a feature by its number; empty for a wrong one.
pub(super) fn name(feature: usize) -> &'static str {
    Feature::iter().nth(feature).map_or("", Into::into)
}
