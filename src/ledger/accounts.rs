//! The accounts of a scheme's applications.

use std::ops::{Index, IndexMut};

use crate::model::ApplicationIndex;

use super::Account;

/// The account of each application. Those about which nothing is recorded,
/// which are most, share one that is empty.
#[derive(Debug, Clone)]
pub struct Accounts {
    /// Application by application, where in `opened` its account is.
    places: Vec<u32>,
    /// The empty one first.
    opened: Vec<Account>,
}

impl Accounts {
    /// Of so many applications, about which nothing is recorded yet.
    pub fn new(applications: usize) -> Self {
        Self {
            places: vec![0; applications],
            opened: vec![Account::default()],
        }
    }

    /// Every account, in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Account> {
        let places = self.places.iter();
        places.map(|place| &self.opened[*place as usize])
    }
}

impl Index<ApplicationIndex> for Accounts {
    type Output = Account;

    fn index(&self, application: ApplicationIndex) -> &Account {
        &self.opened[self.places[application.position()] as usize]
    }
}

impl IndexMut<ApplicationIndex> for Accounts {
    /// Opens one where there is none.
    fn index_mut(&mut self, application: ApplicationIndex) -> &mut Account {
        let place = &mut self.places[application.position()];
        if *place == 0 {
            *place = u32::try_from(self.opened.len()).expect("fewer than 2^32 applications");
            self.opened.push(Account::default());
        }
        &mut self.opened[*place as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::testing::balance;

    #[test]
    fn an_account_is_opened_by_its_first_entry_and_changes_no_other() {
        let mut accounts = Accounts::new(3);
        let index = ApplicationIndex::new;
        accounts[index(2)].awarded = balance(7);
        accounts[index(0)].awarded = balance(5);
        accounts[index(2)].paid = balance(6);
        let sums: Vec<_> = accounts.iter().map(|it| (it.awarded, it.paid)).collect();
        let none = balance(0);
        let told = [(balance(5), none), (none, none), (balance(7), balance(6))];
        assert_eq!(sums, told);
        assert_eq!(accounts[index(1)], Account::default());
        assert_eq!(accounts.opened.len(), 3);
    }
}
