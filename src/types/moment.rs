//! Dates as metadata and bylines write them.

use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

use crate::types::Moment;

/// Ways to write a day, tried in this order; a weekday may stand before the English ones.
const DAYS: [&str; 14] = [
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%B %d, %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
    "%B %d %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d %b. %Y",
    "%d-%b-%Y",
    "%d-%B-%Y",
];
const MONTHS: [&str; 4] = ["%Y-%m", "%Y/%m", "%B %Y", "%b %Y"];
const TIMES: [&str; 4] = ["%I:%M %p", "%I:%M%p", "%H:%M:%S", "%H:%M"];

impl Moment {
    /// Reads a date with or without a time: ISO 8601 as far as it goes, RFC 2822, common English forms.
    pub fn read(text: &str) -> Option<Self> {
        let (moment, rest) = Self::read_prefix(text.trim())?;
        // a time, a zone or its name may follow; another sentence may not
        (rest.len() <= 40).then_some(moment)
    }

    /// Reads the date that a text begins with, and returns what follows.
    pub fn read_prefix(text: &str) -> Option<(Self, &str)> {
        let head = &text[..text.floor_char_boundary(64)];
        let english = after_weekday(head);
        for start in [head, english] {
            for format in DAYS {
                let Some((parsed, length)) = parse(format, start) else { continue };
                let Some(date) = parsed.to_date().ok().filter(plausible) else { continue };
                let mut moment = Moment::day(date.year(), date.month() as u8, date.day() as u8);
                let mut rest = &text[head.len() - start.len() + length..];
                rest = moment.read_time(rest);
                return Some((moment, rest));
            }
        }
        for format in MONTHS {
            let Some((parsed, length)) = parse(format, head) else { continue };
            let (Some(year), Some(month)) = (parsed.year(), parsed.month()) else { continue };
            if !(1000..=2999).contains(&year) || text[length..].starts_with(|c: char| c.is_alphanumeric() || c == '-') {
                continue;
            }
            let moment = Moment { year, month: Some(month as u8), day: None, time: None, zone: String::new() };
            return Some((moment, &text[length..]));
        }
        let digits = head.bytes().take_while(u8::is_ascii_digit).count();
        let year = head[..digits].parse().ok().filter(|year| (1000..=2999).contains(year))?;
        (digits == 4 && head.len() == 4)
            .then(|| (Moment { year, month: None, day: None, time: None, zone: String::new() }, &text[4..]))
    }

    /// Takes up a time of day and its zone, and returns what follows.
    fn read_time<'a>(&mut self, text: &'a str) -> &'a str {
        let start = text.trim_start_matches([' ', ',', 'T', 't']);
        if start.len() == text.len() {
            return text;
        }
        let head = &start[..start.floor_char_boundary(24)];
        for format in TIMES {
            let Some((parsed, length)) = parse(format, head) else { continue };
            let Ok(time) = parsed.to_time() else { continue };
            self.time = Some((time.hour() as u8, time.minute() as u8, time.second() as u8));
            let mut rest = &start[length..];
            if let Some(fraction) = rest.strip_prefix('.') {
                rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            }
            return self.read_zone(rest);
        }
        text
    }

    /// `Z`, `GMT`, `+01:00` or `+0100`; other names of zones are left.
    fn read_zone<'a>(&mut self, text: &'a str) -> &'a str {
        let start = text.strip_prefix(' ').unwrap_or(text);
        for name in ["Z", "GMT", "UTC"] {
            if let Some(rest) = start.strip_prefix(name) {
                self.zone = "Z".to_owned();
                return rest;
            }
        }
        for format in ["%:z", "%z"] {
            if start.starts_with(['+', '-'])
                && let Some((_, length)) = parse(format, start)
            {
                let written = &start[..length];
                self.zone = match written.len() {
                    5 => format!("{}:{}", &written[..3], &written[3..]),
                    _ => written.to_owned(),
                };
                return &start[length..];
            }
        }
        text
    }
}

fn parse(format: &str, text: &str) -> Option<(BrokenDownTime, usize)> {
    BrokenDownTime::parse_prefix(format, text).ok()
}

fn plausible(date: &Date) -> bool {
    (1000..=2999).contains(&date.year())
}

/// What follows "Tue, " or "Tuesday ".
fn after_weekday(text: &str) -> &str {
    match parse("%A", text).or_else(|| parse("%a", text)) {
        Some((_, length)) => text[length..].trim_start_matches([',', '.', ' ']),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_reads(text: &str, expected: &str) {
        assert_eq!(Moment::read(text).map(|m| m.to_string()).unwrap_or_default(), expected, "{text}");
    }

    #[test]
    fn dates_as_metadata_has_them() {
        assert_reads("2014-12-01", "2014-12-01");
        assert_reads("2014-12-01T09:30:00Z", "2014-12-01T09:30Z");
        assert_reads("2014-12-01T09:30:15.123+01:00", "2014-12-01T09:30:15+01:00");
        assert_reads("2014-12-01 09:30", "2014-12-01T09:30");
        assert_reads("2014-12", "2014-12");
        assert_reads("2014", "2014");
        assert_reads("20141201", "2014-12-01");
        assert_reads("Mon, 01 Dec 2014 09:30:00 +0100", "2014-12-01T09:30+01:00");
        assert_reads("Mon, 1 Dec 2014 09:30:00 GMT", "2014-12-01T09:30Z");
        assert_reads("December 1, 2014", "2014-12-01");
        assert_reads("Dec. 1, 2014 at noon", "2014-12-01");
        assert_reads("Monday 1 December 2014", "2014-12-01");
        assert_reads("1 December 2014, 10:15", "2014-12-01T10:15");
        assert_reads("Dec 01, 2014 5:05 pm", "2014-12-01T17:05");
        assert_reads("December 2014", "2014-12");
        for wrong in ["", "yesterday", "2014-13-01", "31 June 2014", "99", "May", "12 monkeys", "2014-02-30"] {
            assert_reads(wrong, "");
        }
    }
}
