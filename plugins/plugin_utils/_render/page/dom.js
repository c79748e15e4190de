// Elements. Every text of the report comes through here and ends in a text node or an attribute's value,
// never in markup.
const Dom = (() => {
  // Characters that show nothing, or that reorder what stands beside them: said by their number instead.
  const UNSEEN = new RegExp(
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e' +
      '\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}]|\\p{Surrogate}',
    'gu',
  );
  const numbered = (character) => `\u2039U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}\u203a`;

  /** The text with everything unseen in it made visible. */
  const visible = (text) => String(text).replace(UNSEEN, numbered);

  /** The text up to `limit` characters. */
  const short = (text, limit = 64) => {
    const whole = String(text);
    return whole.length > limit ? `${whole.slice(0, limit).replace(/[\ud800-\udbff]$/, '')}\u2026` : whole;
  };

  const setAttribute = (element, name, value) => {
    if (value === undefined || value === null || value === false) return;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else element.setAttribute(name, visible(value));
  };

  const append = (element, children) => {
    for (const child of children) {
      if (Array.isArray(child)) append(element, child);
      else if (child instanceof Node) element.append(child);
      else if (child !== undefined && child !== null && child !== false) element.append(visible(child));
    }
    return element;
  };

  /** An element; children are elements, texts, lists of them, or nothing. `href` and `value` are the page's own. */
  const h = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
    return append(element, children);
  };

  /** A sign with its word for those who cannot see it. */
  const sign = (state, word) =>
    h('span', { class: `sign ${state}`, role: 'img', 'aria-label': word ?? Words.state(state).word }, Words.state(state).sign);

  const button = (label, onclick, attributes = {}) => h('button', { type: 'button', ...attributes, onclick }, label);

  /** Text of the report in line; beyond `limit` characters it is cut, with a button that shows all. */
  const text = (value, limit = 240) => {
    const whole = String(value);
    if (whole.length <= limit) return h('bdi', {}, whole);
    const holder = h('bdi', {}, short(whole, limit), ' ');
    const all = () => holder.replaceChildren(visible(whole));
    holder.append(button(`show all ${Words.number(whole.length)} characters`, all, { class: 'more' }));
    return holder;
  };

  const code = (value, limit) => h('code', {}, text(value, limit));

  /** A box that scrolls by itself, and can be scrolled with the keyboard. */
  const scroll = (label, table) => h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label }, table);

  /** A table; `rows` are lists of cells, the first cell the row's header. */
  const table = (caption, heads, rows) =>
    h('table', {},
      h('caption', { class: 'unseen' }, caption),
      h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, rows.map(([first, ...rest]) =>
        h('tr', {}, h('th', { scope: 'row' }, first),
          rest.map((cell, at) => h('td', { 'data-head': heads[at + 1] }, cell))))));

  const announce = (words) => {
    document.getElementById('said').textContent = words;
  };

  /** Copies the text; where the browser keeps the clipboard from the page, it selects it for the reader to copy. */
  const copy = async (value, element) => {
    try {
      await navigator.clipboard.writeText(value);
      announce(`Copied ${value}`);
      return true;
    } catch {
      getSelection().selectAllChildren(element);
      announce('Selected: press Ctrl+C to copy');
      return false;
    }
  };

  return { h, sign, button, text, code, scroll, table, short, visible, announce, copy };
})();
