//! How fast the stages are, next to a bare Aho-Corasick scan of the same names over the same text in the same run.
//!
//! `cargo bench --bench pipeline [-- FILE.jsonl]`: one thread; without a file, the fixture articles over and over.
//! Ratios hold across machines, megabytes per second do not. Each figure is the best of three rounds.

#![allow(clippy::print_stdout, missing_docs)] // a bench prints

use std::hint::black_box;
use std::io::BufRead as _;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use newsgraph::clean::Cleaner;
use newsgraph::pipeline::Pipeline;
use newsgraph::relate::Relater;
use newsgraph::resolve::Resolver;
use newsgraph::rules::RuleFiles;
use newsgraph::split::{self, SentenceWords};
use newsgraph::tag::Taggers;
use newsgraph::types::{Page, RawDocument};

const ROUNDS: usize = 3;
/// Enough work to drown the timer; the fixtures alone are 20 kB.
const TEXT_BYTES: usize = 4 << 20;

fn main() {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let documents = file.map_or_else(fixtures, |path| jsonl(&path));
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    println!("{} documents, {:.1} MB", documents.len(), bytes as f64 / 1e6);

    let rules = RuleFiles::shipped();
    let start = Instant::now();
    let pipeline = Pipeline::new(rules.clone()).expect("the shipped rules are sound");
    println!("start-up {:.1} ms", start.elapsed().as_secs_f64() * 1e3);

    let names: Vec<&str> = pipeline.lexicon.all_senses().map(|sense| sense.form()).collect();
    let scan = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(&names)
        .expect("names fit an automaton");
    let bare = best(|| documents.iter().map(|d| scan.find_iter(&d.text).count()).sum());
    let whole = best(|| documents.iter().map(|d| pipeline.extract(d).relations.len()).sum());
    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("aho-corasick, {} names   {:7.1} MB/s", names.len(), rate(bare));
    println!("pipeline                     {:7.1} MB/s", rate(whole));
    println!("pipeline / aho-corasick      {:7.2}", bare.as_secs_f64() / whole.as_secs_f64());
    dates_and_figures(&pipeline, &rules, &documents, bare);
    stages(&pipeline, &rules, &documents);
}

/// How fast dates and figures are found in documents that are cut into tokens already.
fn dates_and_figures(pipeline: &Pipeline<'_>, rules: &RuleFiles, documents: &[RawDocument], bare: Duration) {
    let lexicon = &pipeline.lexicon;
    let (cleaner, words) = (Cleaner::new(lexicon), SentenceWords::new(lexicon));
    let taggers = Taggers::new(lexicon, rules).expect("the shipped rules are sound");
    let cleaned: Vec<_> = documents.iter().map(|raw| cleaner.clean(raw, lexicon)).collect();
    let read: Vec<_> = cleaned.iter().map(|document| split::split(document, lexicon, &words)).collect();
    let pages = || cleaned.iter().zip(&read).map(|(document, split)| Page { document, split, lexicon });
    let bytes: usize = documents.iter().map(|d| d.text.len()).sum();
    let time = best(|| pages().map(|page| taggers.dates_and_figures(&page).len()).sum());
    println!("dates and figures            {:7.1} MB/s", bytes as f64 / 1e6 / time.as_secs_f64());
    println!("dates, figures / aho-corasick{:7.2}", bare.as_secs_f64() / time.as_secs_f64());
}

/// Share of each stage in the time of all.
fn stages(pipeline: &Pipeline<'_>, rules: &RuleFiles, documents: &[RawDocument]) {
    let lexicon = &pipeline.lexicon;
    let cleaner = Cleaner::new(lexicon);
    let words = SentenceWords::new(lexicon);
    let taggers = Taggers::new(lexicon, rules).expect("the shipped rules are sound");
    let resolver = Resolver::new(lexicon, rules).expect("the shipped rules are sound");
    let relater = Relater::new(lexicon, rules).expect("the shipped rules are sound");
    let mut times = [Duration::ZERO; 5];
    for raw in documents {
        let mut at = Instant::now();
        let mut lap = |stage: usize| {
            let now = Instant::now();
            times[stage] += now - at;
            at = now;
        };
        let document = cleaner.clean(raw, lexicon);
        lap(0);
        let split = split::split(&document, lexicon, &words);
        lap(1);
        let page = Page { document: &document, split: &split, lexicon };
        let candidates = taggers.tag(&page);
        lap(2);
        let mut extraction = resolver.resolve(&page, candidates);
        lap(3);
        relater.relate(&page, &mut extraction);
        lap(4);
        black_box(&extraction);
    }
    let all: Duration = times.iter().sum();
    for (name, time) in ["clean", "split", "tag", "resolve", "relate"].iter().zip(times) {
        println!("  {name:8} {:5.1} %", 100.0 * time.as_secs_f64() / all.as_secs_f64());
    }
}

fn best(mut work: impl FnMut() -> usize) -> Duration {
    let round = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(round).min().unwrap_or_default()
}

fn fixtures() -> Vec<RawDocument> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).expect("fixtures").map(|e| e.expect("entry").path()).collect();
    paths.sort();
    let articles: Vec<String> = paths.iter().map(|path| std::fs::read_to_string(path).expect("article")).collect();
    let body = |text: &str| text.splitn(3, "---\n").nth(2).and_then(|t| t.split("```").next()).unwrap_or("").to_owned();
    let mut documents = Vec::new();
    let mut bytes = 0;
    for (number, article) in articles.iter().cycle().enumerate() {
        let text = body(article);
        bytes += text.len();
        documents.push(RawDocument { id: number.to_string(), text, ..RawDocument::default() });
        if bytes > TEXT_BYTES {
            return documents;
        }
    }
    documents
}

fn jsonl(path: &str) -> Vec<RawDocument> {
    let file = std::io::BufReader::new(std::fs::File::open(path).expect("the file can be read"));
    let row = |(number, line): (usize, std::io::Result<String>)| {
        let value: serde_json::Value = serde_json::from_str(&line.expect("text")).expect("JSON");
        let text = value["text"].as_str().expect("a text field").to_owned();
        RawDocument { id: number.to_string(), text, ..RawDocument::default() }
    };
    file.lines().enumerate().map(row).collect()
}
