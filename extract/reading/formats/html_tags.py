"""What the tags of HTML mean for reading: headings, blocks, content that is never shown."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
UNSEEN = {"script", "style", "noscript", "template", "head", "textarea", "svg", "iframe", "object", "math"}
CONTAINERS = {"html", "body", "div", "section", "article", "main", "center", "form", "td", "fieldset"}
_SECTIONS = {
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "div",
    "footer",
    "form",
    "header",
    "hr",
    "html",
}
_PARTS = {
    "details",
    "dialog",
    "fieldset",
    "figcaption",
    "figure",
    "legend",
    "main",
    "nav",
    "p",
    "pre",
    "section",
    "summary",
}
_LISTS = {"dd", "dir", "dl", "dt", "li", "menu", "ol", "optgroup", "option", "select", "ul"}
_TABLES = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr"}
BLOCKS = set(HEADINGS) | _SECTIONS | _PARTS | _LISTS | _TABLES
