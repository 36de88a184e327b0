//! Outcomes as a JUnit report, one test case per fixture, for the test pages of CI systems.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::check::Outcome;

/// The report as XML.
///
/// # Errors
/// What is wrong with a name that XML cannot hold.
pub fn junit(outcomes: &[Outcome]) -> Result<String, String> {
    let mut suite = TestSuite::new("newsgraph check");
    for outcome in outcomes {
        let status = if outcome.differences.is_empty() {
            TestCaseStatus::success()
        } else {
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            let lines: String = outcome.differences.iter().map(ToString::to_string).collect();
            status.set_message(format!("{} differences", outcome.differences.len())).set_description(lines);
            status
        };
        suite.add_test_case(TestCase::new(outcome.path.display().to_string(), status));
    }
    let mut report = Report::new("newsgraph");
    report.add_test_suite(suite);
    report.to_string().map_err(|error| error.to_string())
}
