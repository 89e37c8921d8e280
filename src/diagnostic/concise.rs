use super::Located;
pub(super) fn render(_f: &[Located]) -> String {
    String::new()
}
