//! What is to be generated.

/// How many schemes, and how many applications in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    /// One or more.
    pub(crate) schemes: u64,
    /// In each scheme.
    pub(crate) applications: u64,
}

impl Size {
    /// The sizes that have a name.
    pub(crate) const NAMED: [(&'static str, Self); 5] = [
        ("tiny", Self::new(1, 35)),
        ("small", Self::new(10, 1_000)),
        ("medium", Self::new(100, 1_000)),
        ("large", Self::new(1_000, 1_000)),
        ("giant", Self::new(1, 1_000_000)),
    ];

    pub(crate) const fn new(schemes: u64, applications: u64) -> Self {
        Self {
            schemes,
            applications,
        }
    }

    /// A named size, or `SCHEMESxAPPLICATIONS`, such as `100x1000`.
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let named = Self::NAMED.into_iter().find(|(name, _)| *name == text);
        if let Some((_, size)) = named {
            return Some(size);
        }
        let (schemes, applications) = text.split_once('x')?;
        let size = Self::new(schemes.parse().ok()?, applications.parse().ok()?);
        (size.schemes > 0 && size.applications > 0).then_some(size)
    }

    /// Of all schemes.
    pub(crate) fn all_applications(self) -> u64 {
        self.schemes * self.applications
    }
}

/// In what order the rows of assessments.csv stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The ten of an application together, applications in the order of their ids.
    Sorted,
    /// Shuffled.
    Scattered,
}

/// A folder to be generated: the same plan gives the same bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) size: Size,
    pub(crate) seed: u64,
    pub(crate) order: Order,
    /// Cells that cannot be understood, at most one an application.
    pub(crate) bad_cells: u64,
    /// Facts that are understood and wrong, at most one an application.
    pub(crate) broken_rules: u64,
    /// Whether the forms that other tools need are written too.
    pub(crate) has_peers: bool,
}

impl Plan {
    /// Sorted, and nothing wrong in it.
    pub(crate) fn of(size: Size) -> Self {
        Self {
            size,
            seed: 1,
            order: Order::Sorted,
            bad_cells: 0,
            broken_rules: 0,
            has_peers: false,
        }
    }
}
