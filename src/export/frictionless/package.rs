//! The files of the folder, and how they hang together.

use serde::Serialize;

use crate::export::Stamp;
use crate::model::{Fact, Scheme};

use super::columns;
use super::field::Field;

/// A file of the folder.
#[derive(Debug, Clone)]
pub struct DataFile<'f> {
    /// Whose facts.
    pub scheme: &'f Scheme,
    /// Which facts.
    pub fact: Fact,
    /// The path below the root, with `/` between its parts.
    pub path: &'f str,
    /// Its header.
    pub columns: Vec<String>,
}

#[derive(Serialize)]
struct Package<'f> {
    name: &'static str,
    profile: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<String>,
    resources: Vec<Resource<'f>>,
}

#[derive(Serialize)]
struct Resource<'f> {
    name: String,
    title: String,
    path: &'f str,
    profile: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sources: Option<[Origin<'f>; 1]>,
    schema: Schema,
}

#[derive(Serialize)]
struct Origin<'f> {
    title: &'f str,
    path: &'f str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
    missing_values: [&'static str; 1],
}

#[derive(Serialize)]
struct ForeignKey {
    fields: [&'static str; 1],
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    resource: String,
    fields: [&'static str; 1],
}

/// The description of these files, as indented JSON.
pub fn data_package(files: &[DataFile], stamp: Option<&Stamp>) -> String {
    let package = Package {
        name: "grants",
        profile: "tabular-data-package",
        commit: stamp.map(ToString::to_string),
        resources: files.iter().map(resource).collect(),
    };
    let text = serde_json::to_string_pretty(&package).expect("plain data has a JSON form");
    text + "\n"
}

fn resource<'f>(file: &DataFile<'f>) -> Resource<'f> {
    let source = file.scheme.source.as_deref();
    let source = source.filter(|path| path.starts_with("http"));
    Resource {
        name: resource_name(file.scheme, file.fact),
        title: format!("{}: {}", file.scheme.name, file.fact.name()),
        path: file.path,
        profile: "tabular-data-resource",
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        sources: source.map(|path| {
            [Origin {
                title: &file.scheme.name,
                path,
            }]
        }),
        schema: schema(file),
    }
}

fn resource_name(scheme: &Scheme, fact: Fact) -> String {
    format!("{}.{}", scheme.id, fact.name())
}

fn schema(file: &DataFile) -> Schema {
    let columns = file.columns.iter();
    let fields = columns.map(|name| columns::column(file.fact, name, file.scheme));
    let refers = file.fact != Fact::Applications;
    let to_application = ForeignKey {
        fields: ["application"],
        reference: Reference {
            resource: resource_name(file.scheme, Fact::Applications),
            fields: ["id"],
        },
    };
    Schema {
        fields: fields.collect(),
        primary_key: columns::key(file.fact),
        foreign_keys: refers.then_some(to_application).into_iter().collect(),
        missing_values: [""],
    }
}
