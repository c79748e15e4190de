// The matrix: a row a session, a column a policy, a sign where they meet. One tab stop; arrows go from link to link.
const Matrix = (() => {
  const { h } = Dom;
  const PAGE = 100;
  const MOST_FACETS = 7;

  /** The facets that tell sessions apart here; those with one value for all would only take room. */
  const columnsOf = (model) => {
    const varies = (facet) => new Set(model.sessions.slice(0, 2000).map((entry) => facet.of(entry.session))).size > 1;
    const always = ['work_group', 'state', 'owner', 'target'];
    return model.facets
      .filter((facet) => always.includes(facet.name) || facet.label || varies(facet))
      .slice(0, MOST_FACETS);
  };

  const policyHead = (model, name, chosen) => {
    const policy = model.report.policies.find((each) => each.name === name);
    const href = Filter.format({ ...Filter.without(chosen), policy: chosen.policy === name ? '' : name });
    return h('th', { scope: 'col', class: 'policy' },
      h('a', { href, title: Dom.short(name, 300), 'data-column': 'head' }, Dom.short(name, 40)),
      policy && h('span', { class: 'tally', title: Words.count(policy.findings, 'finding') },
        Words.number(policy.findings), h('span', { class: 'unseen' }, ' findings')));
  };

  const head = (model, columns, facets, chosen) =>
    h('thead', {}, h('tr', {},
      h('th', { scope: 'col', class: 'session' }, 'Session'),
      facets.map((facet) => h('th', { scope: 'col', class: 'facet' }, Dom.short(facet.title, 40))),
      h('th', { scope: 'col', class: 'verdict' }, 'Verdict'),
      columns.map((name) => policyHead(model, name, chosen))));

  const link = (chosen, session, policy, attributes, content) => {
    const current = chosen.session === session.session_id && (chosen.on ?? null) === (session.target ?? null) &&
      (chosen.cell ?? null) === (policy ?? null);
    const href = Filter.format({ ...Filter.without(chosen), ...Filter.to(session, policy) });
    return h('a', { href, tabindex: '-1', 'aria-current': current && 'true', ...attributes }, content);
  };

  const cell = (entry, policy, column, chosen) => {
    const { state, count } = Model.cell(entry, policy);
    if (!count) return h('td', { class: `cell ${state}` }, Dom.sign(state));
    const { word } = Words.state(state);
    const label = `${word}, ${Words.count(count, 'finding')}`;
    const title = `${Dom.short(policy)}: ${label}`;
    return h('td', { class: `cell ${state}` },
      link(chosen, entry.session, policy, { 'data-column': column, title, 'aria-label': label },
        [h('span', { class: `sign ${state}`, 'aria-hidden': 'true' }, Words.state(state).sign),
          count > 1 && h('span', { class: 'times', 'aria-hidden': 'true' }, Words.number(count))]));
  };

  const row = (entry, columns, facets, chosen) => {
    const { session } = entry;
    const verdict = Words.verdict(session.verdict);
    const told = facets.map((facet) => Dom.short(facet.of(session), 60));
    return h('tr', {},
      h('th', { scope: 'row', class: 'session' },
        link(chosen, session, undefined, { 'data-column': '0', title: Dom.short(session.session_id, 300) },
          h('bdi', {}, Dom.short(session.session_id, 60))),
        h('span', { class: 'sub' }, told.join(' \u00b7 '))),
      told.map((text) => h('td', { class: 'facet' }, h('bdi', {}, text))),
      h('td', { class: `verdict ${verdict.state}` }, verdict.word),
      columns.map((name, at) => cell(entry, name, String(at + 1), chosen)));
  };

  const legend = () =>
    h('ul', { class: 'legend', 'aria-label': 'Signs' },
      Words.states.map(({ name, sign, word }) =>
        h('li', {}, h('span', { class: `sign ${name}`, 'aria-hidden': 'true' }, sign), word)));

  /** Arrows, Home and End among the links of the table, which together are one tab stop. */
  const rove = (table) => {
    const linksOf = (tableRow) => [...tableRow.querySelectorAll('a[data-column]')];
    const stop = (target) => {
      for (const each of table.querySelectorAll('tbody a[tabindex="0"]')) each.tabIndex = -1;
      target.tabIndex = 0;
    };
    const nearest = (tableRow, column) => linksOf(tableRow).reduce((best, each) => {
      const far = (one) => Math.abs(Number(one.dataset.column) - column);
      return best && far(best) <= far(each) ? best : each;
    }, null);
    const next = (current, key, whole) => {
      const tableRow = current.closest('tr');
      const row = linksOf(tableRow);
      const at = row.indexOf(current);
      const column = Number(current.dataset.column);
      const { rows } = tableRow.parentElement;
      if (key === 'ArrowRight') return row[at + 1];
      if (key === 'ArrowLeft') return row[at - 1];
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        const other = key === 'ArrowDown' ? tableRow.nextElementSibling : tableRow.previousElementSibling;
        return other && nearest(other, column);
      }
      if (key === 'Home') return whole ? linksOf(rows[0])[0] : row[0];
      if (key === 'End') return whole ? linksOf(rows[rows.length - 1]).at(-1) : row.at(-1);
      return undefined;
    };
    table.tBodies[0].addEventListener('focusin', (event) => stop(event.target));
    table.tBodies[0].addEventListener('keydown', (event) => {
      if (event.altKey || event.metaKey || event.shiftKey || !event.target.dataset.column) return;
      const target = next(event.target, event.key, event.ctrlKey);
      if (!target) return;
      event.preventDefault();
      target.focus();
    });
    const first = table.querySelector('tbody a[aria-current]') ?? table.querySelector('tbody a[data-column]');
    if (first) stop(first);
  };

  /** Fills the section with the first rows of what the filter lets through, and a button for more. */
  const render = (section, model, view, chosen, all = false) => {
    const facets = columnsOf(model);
    const heading = h('div', { class: 'heading' }, h('h2', { id: 'matrix-title' }, 'Sessions and policies'), legend());
    if (!view.sessions.length) {
      const words = model.sessions.length ? 'No session matches the filter.' : 'No session was read.';
      section.replaceChildren(heading, h('p', { class: 'empty' }, words));
      return;
    }
    const body = h('tbody');
    const label = 'Sessions by policies. Arrow keys go from finding to finding, Enter opens one.';
    const table = h('table', { class: 'matrix' },
      h('caption', { class: 'unseen' }, label), head(model, view.columns, facets, chosen), body);
    const shown = h('p', { class: 'shown' });
    const grow = (rows) => {
      const from = body.rows.length;
      body.append(...view.sessions.slice(from, from + rows).map((entry) => row(entry, view.columns, facets, chosen)));
      const left = view.sessions.length - body.rows.length;
      shown.replaceChildren(`${Words.number(body.rows.length)} of ${Words.count(view.sessions.length, 'session')} shown. `);
      if (left > 0) shown.append(Dom.button(`Show ${Words.number(Math.min(left, PAGE))} more`, () => grow(PAGE)));
      if (left > PAGE) shown.append(' ', Dom.button(`Show all ${Words.number(view.sessions.length)}`, () => grow(left)));
    };
    grow(all ? view.sessions.length : PAGE);
    rove(table);
    section.replaceChildren(heading,
      Dom.scroll('Matrix of sessions and policies', table),
      shown);
  };

  return { render };
})();
