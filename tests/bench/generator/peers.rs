//! The same facts in the forms that other tools need: the rules of the schemes
//! as a table, the journals as double entry, the columns as a data package.

use std::fs;
use std::io;
use std::path::Path;

use super::bytes::{Pieces, put_amount, put_day, put_number};
use super::facts::Application;
use super::folder::Totals;
use super::rows;
use super::scheme::Scheme;

/// `peers/`, on its way into its files.
pub(super) struct Peers {
    schemes: Vec<u8>,
    journal: Pieces,
}

impl Peers {
    pub(super) fn create(root: &Path) -> io::Result<Self> {
        fs::create_dir_all(root.join("peers"))?;
        Ok(Self {
            schemes: b"code,opens,closes,floor,ceiling,own_share,budget\n".to_vec(),
            journal: Pieces::create(&root.join("peers/facts.journal"))?,
        })
    }

    pub(super) fn scheme(&mut self, scheme: &Scheme, budget: u64) {
        let out = &mut self.schemes;
        out.push(b'T');
        put_number(out, scheme.number, 4);
        for day in [scheme.opens, scheme.closes] {
            out.push(b',');
            put_day(out, day);
        }
        for amount in [scheme.floor, scheme.ceiling, scheme.own_share * 100, budget] {
            out.push(b',');
            put_amount(out, amount);
        }
        out.push(b'\n');
    }

    /// One entry of awards.csv or payments.csv, in a form that ledger, hledger
    /// and tackler all read.
    pub(super) fn entry(
        &mut self,
        scheme: &Scheme,
        of: &Application,
        entry: &str,
        round: u64,
        amount: u64,
    ) -> io::Result<()> {
        let (day, account, against) = match entry {
            "award" => (rows::award_day(scheme, of), "committed", "budget"),
            "payment" => (rows::payment_day(scheme, of, round), "paid", "bank"),
            _ => (rows::payment_day(scheme, of, round), "bank", "repaid"),
        };
        let out = &mut self.journal.bytes;
        put_day(out, day);
        out.extend_from_slice(b" '");
        rows::put_id(out, scheme, of.number);
        for (account, sign) in [(account, ""), (against, "-")] {
            out.extend_from_slice(b"\n    ");
            out.extend_from_slice(account.as_bytes());
            out.extend_from_slice(b":t");
            put_number(out, scheme.number, 4);
            out.extend_from_slice(b"  ");
            out.extend_from_slice(sign.as_bytes());
            put_number(out, amount / 100, 1);
            out.push(b'.');
            put_number(out, amount % 100, 2);
        }
        out.push(b'\n');
        self.journal.end_row()
    }

    pub(super) fn finish(self, root: &Path, totals: &[Totals]) -> io::Result<()> {
        let peers = root.join("peers");
        fs::write(peers.join("schemes.csv"), &self.schemes)?;
        fs::write(peers.join("totals.csv"), table(totals))?;
        fs::write(peers.join("tackler.toml"), TACKLER)?;
        fs::write(peers.join("accounts.toml"), "accounts = []\n")?;
        fs::write(
            peers.join("commodities.toml"),
            "permit-empty-commodity = true\ncommodities = []\n",
        )?;
        fs::write(peers.join("tags.toml"), "tags = []\n")?;
        // At the top, since a data package may only name files beside or below it.
        fs::write(root.join("datapackage.json"), package(totals))?;
        self.journal.finish()?;
        Ok(())
    }
}

/// What `budget` must come to.
fn table(totals: &[Totals]) -> Vec<u8> {
    let mut out = b"scheme,budget,committed,paid,repaid,awards\n".to_vec();
    for of in totals {
        out.extend_from_slice(of.scheme.as_bytes());
        for amount in [of.budget, of.committed, of.paid, of.repaid] {
            out.push(b',');
            put_amount(&mut out, amount);
        }
        out.push(b',');
        put_number(&mut out, of.awards, 1);
        out.push(b'\n');
    }
    out
}

const TACKLER: &str = r#"[kernel]
strict = false
audit = { mode = false, hash = "SHA-256" }
timestamp = { default-time = 00:00:00, timezone = { name = "UTC" } }
[kernel.input]
storage = "fs"
fs = { path = ".", dir = ".", ext = "journal" }
[transaction]
accounts = { path = "accounts.toml" }
commodities = { path = "commodities.toml" }
tags = { path = "tags.toml" }
[report]
report-timezone = "UTC"
scale = { min = 2, max = 2 }
formats = ["txt"]
accounts = ["(committed|paid|repaid)(:.*)?"]
targets = ["balance"]
balance = { title = "Balance", type = "flat" }
balance-group = { title = "Balance Group", type = "flat", group-by = "month" }
register = { title = "Register", accounts = ["none"] }
[export]
targets = []
equity = { accounts = ["none"], equity-account = "equity" }
"#;

/// What frictionless can express of the columns: types, words, keys.
fn package(totals: &[Totals]) -> String {
    let text = |name: &str| format!(r#"{{"name": "{name}", "type": "string"}}"#);
    let typed = |name: &str, kind: &str, more: &str| {
        format!(
            r#"{{"name": "{name}", "type": "{kind}", "constraints": {{"required": true{more}}}}}"#
        )
    };
    let words = |words: &[&str]| format!(r#", "enum": ["{}"]"#, words.join("\", \""));
    let id = r#", "pattern": "[A-Za-z0-9][A-Za-z0-9._-]*""#;
    let key = r#", "foreignKeys": [{"fields": ["application"], "reference": {"resource": "applications", "fields": ["id"]}}]"#;
    let amount = typed("amount", "number", r#", "minimum": 0.01"#);
    let (date, application) = (typed("date", "date", ""), text("application"));
    let applications = [
        typed("id", "string", id),
        typed("received", "date", ""),
        typed("applicant", "string", ""),
        typed("org_number", "string", r#", "pattern": "[1-9][0-9]{8}""#),
        typed(
            "applicant_type",
            "string",
            &words(&["municipality", "association"]),
        ),
        text("place"),
        text("title"),
        typed("requested", "number", ""),
        typed("total_cost", "number", ""),
        typed("own_contribution", "number", ""),
    ];
    let assessments = [
        application.clone(),
        text("assessor"),
        typed("criterion", "string", &words(&super::scheme::CRITERIA)),
        typed("score", "number", r#", "minimum": 0, "maximum": 5"#),
        date.clone(),
    ];
    let entry = typed("entry", "string", &words(&["award", "release"]));
    let awards = [
        date.clone(),
        application.clone(),
        entry,
        amount.clone(),
        text("by"),
    ];
    let entry = typed("entry", "string", &words(&["payment", "repayment"]));
    let payments = [
        date,
        application,
        entry,
        amount,
        text("reference"),
        text("by"),
    ];
    let resources = [
        resource(
            totals,
            "applications",
            &applications,
            r#", "primaryKey": ["id"]"#,
        ),
        resource(
            totals,
            "assessments",
            &assessments,
            &format!(r#", "primaryKey": ["application", "assessor", "criterion"]{key}"#),
        ),
        resource(totals, "awards", &awards, key),
        resource(totals, "payments", &payments, key),
    ];
    format!(
        "{{\"name\": \"made-up\", \"resources\": [\n{}\n]}}\n",
        resources.join(",\n")
    )
}

fn resource(totals: &[Totals], name: &str, fields: &[String], keys: &str) -> String {
    let mut paths = totals
        .iter()
        .map(|of| format!(r#""data/{}/{name}.csv""#, of.scheme));
    let first = paths.next().unwrap_or_default();
    let others: Vec<String> = paths.collect();
    let others = match others.as_slice() {
        [] => String::new(),
        others => format!(r#", "extrapaths": [{}]"#, others.join(", ")),
    };
    format!(
        r#"{{"name": "{name}", "path": {first}{others}, "schema": {{"fields": [{}]{keys}}}}}"#,
        fields.join(", ")
    )
}
