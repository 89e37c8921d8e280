use super::Located;
pub(super) fn render(_f: &[Located], _c: bool, _w: usize) -> String {
    String::new()
}
