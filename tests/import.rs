//! Dumps of all kinds become gazetteer rows; bad records are skipped with their line. All names are made up.

use std::path::PathBuf;

use newsgraph::import::{Counts, Filter, IMPORTERS, import, importer};
use newsgraph::lexicon::{EntityType, Folder};

/// Rows without header, what was skipped (`line: reason`), and counts.
fn run(kind: &str, files: &[(&str, &[u8])], filter: &Filter) -> (Vec<String>, Vec<String>, Counts) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| folder.path().join(name)).collect();
    for (path, (_, bytes)) in paths.iter().zip(files) {
        std::fs::write(path, bytes).expect("writable");
    }
    let out = folder.path().join("out").join("names.csv");
    std::fs::create_dir(out.parent().expect("a folder")).expect("writable");
    let mut skips = Vec::new();
    let counts = import(importer(kind).expect("a kind"), &paths, filter, &out, &mut |skip| {
        skips.push(format!("{}: {}", skip.record, skip.reason));
    });
    let counts = counts.expect("the files are of that kind");
    let text = std::fs::read_to_string(&out).expect("written");
    let read = Folder::whole(out.parent().expect("a folder")).expect("can be listed").rows(|_, _| {});
    assert!(read.is_ok(), "the compiler reads it: {text}");
    let rows = text.lines().skip_while(|line| line.starts_with('#')).skip(1).map(str::to_owned).collect();
    (rows, skips, counts)
}

#[track_caller]
fn assert_rows(kind: &str, files: &[(&str, &str)], rows: &[&str], skipped: &[&str]) {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (found, skips, counts) = run(kind, &files, &Filter::default());
    assert_eq!(found, rows);
    assert_eq!(skips.len(), skipped.len(), "{skips:?}");
    assert!(skips.iter().zip(skipped).all(|(skip, begin)| skip.starts_with(begin)), "{skips:?}");
    assert_eq!((counts.rows, counts.skipped), (rows.len() as u64, skipped.len() as u64));
}

/// An item of Wikidata on one line.
fn item(id: &str, label: &str, class: &str, rank: &str, sitelinks: usize) -> String {
    let links: Vec<String> = (0..sitelinks).map(|n| format!(r#""w{n}":{{"title":"x"}}"#)).collect();
    format!(
        r#"{{"type":"item","id":"{id}","labels":{{"en":{{"language":"en","value":"{label}"}}}},"aliases":[],"claims":{{"P31":[{{"mainsnak":{{"snaktype":"value","datavalue":{{"value":{{"id":"{class}"}},"type":"x"}}}},"rank":"{rank}"}}],"P571":[{{"mainsnak":{{"snaktype":"somevalue"}},"rank":"normal"}}],"P577":[{{"mainsnak":{{"snaktype":"value","datavalue":{{"value":{{"time":"+1987-00-00T00:00:00Z","precision":9}},"type":"time"}}}},"rank":"normal"}}]}},"sitelinks":{{{}}}}},"#,
        links.join(",")
    )
}

#[test]
fn wikidata_entities_by_class_with_deprecated_statements_passed_over() {
    let film = item("Q91", "The Long Mill", "Q11424", "normal", 2);
    let no_longer = item("Q92", "Orla Vance", "Q5", "deprecated", 2);
    let dump = format!("[\n{film}\n{no_longer}\n{{\"id\":\n]\n");
    assert_rows(
        "wikidata",
        &[("dump.json", &dump)],
        &["wikidata:Q91,The Long Mill,work,film,,Q91,,,,1987,,sitelinks=2"],
        &["4: no entity of Wikidata"],
    );
}

#[test]
fn filters_are_by_type_and_by_weight() {
    let dump = [("Q91", "Q11424", 150), ("Q92", "Q11424", 1), ("Q93", "Q5", 150)];
    let dump: String = dump.map(|(id, class, links)| item(id, "Vel Dam", class, "normal", links) + "\n").concat();
    let filter = Filter { kinds: vec![(EntityType::Work, Some("film".to_owned()))], least: 0.5 };
    let (rows, _, counts) = run("wikidata", &[("dump.json", dump.as_bytes())], &filter);
    assert_eq!((rows.len(), counts.left_out), (1, 2));
    assert!(rows[0].starts_with("wikidata:Q91,"));
}

#[test]
fn compressed_files_are_known_by_their_content() {
    use std::io::Write as _;
    let table = b"name,type\nVel Dam,place\n";
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(table).expect("memory");
    let mut bzip = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bzip.write_all(table).expect("memory");
    let zstandard = ruzstd::encoding::compress_to_vec(&table[..], ruzstd::encoding::CompressionLevel::Fastest);
    for bytes in [gzip.finish().expect("memory"), bzip.finish().expect("memory"), zstandard] {
        let (rows, _, _) = run("csv", &[("names.csv", &bytes)], &Filter::default());
        assert_eq!(rows, ["csv:place-vel-dam,Vel Dam,place,,,,,,,,,"]);
    }
}

#[test]
fn answers_of_the_query_service_join_rows_of_one_item() {
    assert_rows(
        "wikidata-tsv",
        &[(
            "a.tsv",
            "?item\t?itemLabel\t?alias\t?type\n\
             <http://www.wikidata.org/entity/Q91>\t\"Orla Vance\"@en\t\"O. Vance\"@en\t<http://www.wikidata.org/entity/Q5>\n\
             <http://www.wikidata.org/entity/Q91>\t\"Orla Vance\"@en\t\"Orla \\\"Mill\\\" Vance\"@en\t<http://www.wikidata.org/entity/Q5>\n\
             nothing\t\"x\"@en\t\t<http://www.wikidata.org/entity/Q5>\n",
        )],
        &["wikidata:Q91,Orla Vance,person,,\"O. Vance|Orla \"\"Mill\"\" Vance\",Q91,,,,,,"],
        &["4: 'nothing' is no item"],
    );
}

#[test]
fn geonames_have_no_quoting_and_take_english_names_from_the_second_file() {
    let places = "91\tVéldam\tVeldam\tOld \"Vel\tx\t1\t2\tP\tPPL\tNL\t\t07\t\t\t\t250000\t\t5\tEurope/Amsterdam\t2026-01-01\n\
                  92\tVel Bay\tVel Bay\t\t1\t2\tH\tBAY\tNL\t\t\t\t\t\t0\t\t0\tEurope/Amsterdam\t2026-01-01\n\
                  93\tVel Weir\tVel Weir\t\t1\t2\tS\tDAM\tNL\t\t\t\t\t\t0\t\t0\tEurope/Amsterdam\t2026-01-01\n";
    let places = places.replacen("Old \"Vel\tx\t", "\"Veldamm,Else\t", 1);
    let alternates = "1\t91\ten\tVeldam on Sea\t1\t\t\t\t\t\n2\t91\tlink\thttps://example.org\t\t\t\t\t\t\n\
                      3\t91\twkdt\tQ97\t\t\t\t\t\t\n4\t91\ten\tOldam\t\t\t\t1\t\t\n";
    assert_rows(
        "geonames",
        &[("NL.txt", &format!("{places}94\tcut short\n")), ("alternateNamesV2.txt", alternates)],
        &[
            "gn:91,Véldam,place,city,Veldam|Veldam on Sea|Oldam^H,Q97,NL,,,,,pop=250000;adm1=07",
            "gn:92,Vel Bay,place,sea,,,NL,,,,,",
        ],
        &["4: 2 columns, not 19"],
    );
}

#[test]
fn opensanctions_lists_have_their_own_quoting() {
    assert_rows(
        "opensanctions",
        &[(
            "targets.simple.csv",
            "\"id\",\"schema\",\"name\",\"aliases\",\"birth_date\",\"countries\"\n\
             \"a1\",\"Person\",\"Orla Vance\",\"O. Vance;\"\"Vance; Orla\"\";Орла\",\"1970-05-01;1971\",\"nl;be\"\n\
             \"a2\",\"CryptoWallet\",\"x\",\"\",\"\",\"\"\n",
        )],
        &["os:a1,Orla Vance,person,,O. Vance|Vance; Orla,,NL,,,1970-05-01,,"],
        &[],
    );
}

#[test]
fn weak_aliases_need_context_and_relations_are_no_names() {
    assert_rows(
        "ftm",
        &[(
            "entities.ftm.json",
            "{\"id\":\"a1\",\"caption\":\"Orla Vance\",\"schema\":\"Person\",\"properties\":{\"weakAlias\":[\"Mill\"],\"nationality\":[\"nl\"]}}\n\
             {\"id\":\"r\",\"caption\":\"x\",\"schema\":\"Directorship\",\"properties\":{}}\nno json\n",
        )],
        &["ftm:a1,Orla Vance,person,,Mill^X,,NL,,,,,"],
        &["3: no FollowTheMoney entity"],
    );
}

#[test]
fn imdb_titles_hold_quotation_marks_and_ratings_weigh_them() {
    assert_rows(
        "imdb",
        &[
            (
                "title.basics.tsv",
                "tconst\ttitleType\tprimaryTitle\toriginalTitle\tisAdult\tstartYear\tendYear\truntimeMinutes\tgenres\n\
                 tt91\tmovie\tThe \"Long\" Mill\tDe Molen\t0\t1999\t\\N\t101\tDrama\n\
                 tt92\ttvEpisode\tPilot\tPilot\t0\t2001\t\\N\t\\N\t\\N\ntt93\tmovie\n",
            ),
            ("title.ratings.tsv", "tconst\taverageRating\tnumVotes\ntt91\t7.1\t950\n"),
        ],
        &["imdb:tt91,\"The \"\"Long\"\" Mill\",work,film,De Molen,,,,,1999,,votes=950"],
        &["4: 2 columns, not 9"],
    );
}

#[test]
fn registers_of_companies_in_capitals_with_blanks_in_the_header() {
    assert_rows(
        "companies-house",
        &[(
            "Basic.csv",
            "CompanyName, CompanyNumber,RegAddress.PostTown,DissolutionDate,IncorporationDate,PreviousName_1.CONDATE, PreviousName_1.CompanyName\n\
             \"BANK OF VEL LIMITED\",\"0091\",\"VELDAM\",\"\",\"01/02/2003\",\"05/06/2010\",\"OLD MILL LTD\"\n\"X\",\"\"\n",
        )],
        &["ch:0091,Bank of Vel Limited,organisation,company,Bank of Vel^S|Old Mill Ltd^H,,GB,,,2003-02-01,,hq=Veldam"],
        &["3: has no CompanyNumber"],
    );
    assert_rows(
        "gleif",
        &[(
            "lei2.csv",
            "LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.1,Entity.OtherEntityNames.OtherEntityName.1.type,Entity.LegalAddress.City,Entity.LegalAddress.Country,Entity.EntityCategory,Entity.EntityStatus\n\
             L1,Vel Mills AG,Vel,PREVIOUS_LEGAL_NAME,Veldam,CH,GENERAL,ACTIVE\nL2,Vel Fund,,,,CH,FUND,ACTIVE\n",
        )],
        &["lei:L1,Vel Mills AG,organisation,company,Vel Mills^S|Vel^H,,CH,,,,,hq=Veldam"],
        &[],
    );
}

#[test]
fn clusters_and_bundles_are_read_element_by_element() {
    assert_rows(
        "misp",
        &[(
            "threat-actor.json",
            "{\"values\":[{\"value\":\" Vel Bear (Veldam)\",\"uuid\":\"u1\",\"meta\":{\"synonyms\":[\" Mill Cat\"],\"country\":[\"NL\"]}},\n{\"value\":\"No Uuid\"}],\"type\":\"threat-actor\"}",
        )],
        &["misp:u1,Vel Bear,organisation,threat-actor,Mill Cat,,NL,,,,,"],
        &["2: value without 'uuid'"],
    );
    assert_rows(
        "attack",
        &[(
            "bundle.json",
            r#"{"type":"bundle","objects":[{"type":"intrusion-set","id":"i1","name":"Vel Bear","aliases":["Vel Bear","Mill Cat"],"external_references":[{"source_name":"mitre-attack","external_id":"G91"}]},{"type":"malware","id":"m1","name":"Old","revoked":true},{"type":"relationship","id":"r1"}]}"#,
        )],
        &["attack:G91,Vel Bear,organisation,threat-actor,Mill Cat,,,,,,,"],
        &[],
    );
}

#[test]
fn actors_with_synonyms_and_late_codes() {
    assert_rows(
        "cameo",
        &[(
            "vel.actors.txt",
            "# comment\nUNION_OF_VEL_ [IGOVEL]\nORLA_VANCE_\n+MINISTER_ORLA_VANCE_\n\t[VELGOV 100101-151231]\n\t[VELELI >151231] ; note\n\
             BROKEN NAME_ [VELGOV]\nNO_CODE_\nLATE_DATE_ [VELGOV 1001011]\n",
        )],
        &[
            "cameo:actor-union-of-vel,Union of Vel,organisation,,,,,,,,,cameo=IGOVEL",
            "cameo:person-orla-vance,Orla Vance,person,,Minister Orla Vance,,,,,,,\"cameo=VELGOV,VELELI\"",
        ],
        &["7: a blank inside", "9: '1001011' is no date", "8: 'NO_CODE_' has no code"],
    );
}

#[test]
fn a_file_of_another_kind_is_named_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let (input, out) = (folder.path().join("a.csv"), folder.path().join("out.csv"));
    std::fs::write(&input, "town,kind\nVel,x\n").expect("writable");
    for importer in
        IMPORTERS.iter().filter(|importer| ["csv", "gleif", "imdb", "wikidata-tsv"].contains(&importer.name))
    {
        let outcome = import(importer, std::slice::from_ref(&input), &Filter::default(), &out, &mut |_| {});
        let told = outcome.expect_err("no such columns").to_string();
        assert!(told.contains("a.csv:1: no column"), "{told}");
        assert_eq!(std::fs::read_dir(folder.path()).expect("readable").count(), 1);
    }
}
