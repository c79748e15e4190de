// The findings: identical ones once, declared and actual side by side, and where each of them was found.
const Findings = (() => {
  const { h } = Dom;
  const PAGE = 20;
  const PRINTED = 500;
  const SESSIONS = 6;

  const piece = ({ text, changed, gap }) => {
    if (gap) return h('span', { class: 'gap' }, ` \u22ef ${Words.number(gap)} characters \u22ef `);
    return changed ? h('mark', {}, text) : Dom.visible(text);
  };

  const fill = (pre, lines) => {
    pre.replaceChildren();
    lines.forEach((line, at) => pre.append(...(at ? ['\n'] : []), ...line.map(piece)));
  };

  /** One side of a finding: lines of pieces, folded where long. */
  const value = (lines) => {
    const pre = h('pre');
    const folded = Differences.fold(lines);
    fill(pre, folded ? folded.lines : lines);
    if (!folded) return pre;
    const all = Dom.button(`Show all ${Words.number(folded.characters)} characters`, () => {
      fill(pre, lines);
      all.remove();
    }, { class: 'more' });
    return [pre, all];
  };

  const normalised = (finding, side) =>
    finding.normalised && h('p', { class: 'normal' }, 'read as ', Dom.code(JSON.stringify(finding.normalised[side])));

  const sides = ({ first: finding, difference }) => {
    const marked = Differences.mark(finding);
    // "must be there" needs no further "true", and where nothing is declared there is nothing to show.
    const bare = (finding.operator === 'present' && typeof finding.declared === 'boolean') ||
      (finding.operator === 'exhaustive' && finding.declared === null);
    const absent = () => h('p', { class: 'absent' }, h('mark', {}, 'absent'));
    return h('div', { class: 'sides' },
      h('div', { class: 'side declared' },
        h('h4', {}, 'Declared ', h('span', {}, PREPARED.operators[difference])),
        !bare && value(marked.declared), normalised(finding, 'declared')),
      h('div', { class: 'side actual' },
        h('h4', {}, 'Actual'), marked.actual ? value(marked.actual) : absent(), normalised(finding, 'actual')));
  };

  /** Entries in lists by a key, in the order of their first. */
  const by = (entries, keyOf) => {
    const found = new Map();
    for (const entry of entries) {
      const key = keyOf(entry);
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(entry);
    }
    return [...found.values()];
  };

  const states = (entries) => {
    const kinds = by(entries, (entry) => entry.state)
      .sort(([one], [other]) => one.rank - other.rank);
    return kinds.map((each) => h('span', { class: `tag ${each[0].state}` },
      h('span', { 'aria-hidden': 'true' }, Words.state(each[0].state).sign, ' '), Words.state(each[0].state).word,
      kinds.length > 1 && ` ${Words.number(each.length)}`));
  };

  /** What is not as it was in the previous report; what persists needs no mark. */
  const changes = (entries) => by(entries.filter(({ finding }) => ['new', 'changed'].includes(finding.change)), ({ finding }) => finding.change)
    .map((each) => h('span', { class: 'tag plain change' }, each[0].finding.change,
      each.length < entries.length && ` ${Words.number(each.length)}`));

  const since = ({ change, first_seen: seen }) => change && { change, seen };

  const sessions = (entries, chosen) => {
    const list = h('ul', { class: 'ids' });
    const link = ({ finding, owner }) => h('li', {},
      h('a', { href: Filter.format({ ...Filter.without(chosen), ...Filter.to(owner.session) }),
        title: Dom.short(finding.session_id, 300) }, Dom.short(finding.session_id, 60)));
    // A button that hides one or two would take as much room as they.
    const first = entries.length > SESSIONS + 2 ? SESSIONS : entries.length;
    list.append(...entries.slice(0, first).map(link));
    const left = entries.length - first;
    if (left > 0) {
      const more = h('li', { class: 'rest' }, Dom.button(`and ${Words.number(left)} more`, () =>
        more.replaceWith(...entries.slice(SESSIONS).map(link)), { class: 'more' }));
      list.append(more);
    }
    return list;
  };

  const fingerprint = (finding) => {
    const shown = h('code', { class: 'fingerprint' }, Dom.short(finding.fingerprint));
    const copy = Dom.button('Copy', async () => {
      copy.textContent = (await Dom.copy(finding.fingerprint, shown)) ? 'Copied' : 'Selected';
    }, { class: 'copy', 'aria-label': `Copy fingerprint ${Dom.short(finding.fingerprint)}` });
    return [shown, ' ', copy];
  };

  /** The first owners of some sessions, and how many others there are. */
  const owners = (names) => [
    ...names.slice(0, SESSIONS).map((name) => h('div', {}, Dom.text(name, 80))),
    names.length > SESSIONS && h('div', {}, `and ${Words.number(names.length - SESSIONS)} more`),
  ];

  /** Where it was found: a row a place, with the sessions whose findings differ in nothing else. */
  const where = (group, model, chosen) => {
    const places = by(group.entries, ({ place }) => place);
    const facets = model.facets.filter((facet) => !['state', 'owner'].includes(facet.name) &&
      (facet.name !== 'region' || model.report.regions.length > 1));
    const owned = model.facets.find((facet) => facet.name === 'owner');
    const heads = [...facets.map((facet) => Dom.short(facet.title, 40)), ...(owned ? ['Owner'] : []), 'Status', 'Fingerprint', 'Sessions'];
    const rows = places.map((entries) => [
      ...facets.map((facet) => Dom.text(facet.of(entries[0].finding), 80)),
      ...(owned ? [owners([...new Set(entries.map(({ finding }) => owned.of(finding)))])] : []),
      states(entries), fingerprint(entries[0].finding), sessions(entries, chosen),
    ]);
    // Its links make it scroll under the keyboard: no tab stop of its own for each finding.
    return h('div', { class: 'scroll where' }, Dom.table(`Where ${Dom.short(group.first.pointer, 80)} was found`, heads, rows));
  };

  /** A line that holds for some or all findings of the group: shown once, with a count where not for all. */
  const notes = (group, term, of, words) => {
    const different = by(group.entries.filter(({ finding }) => of(finding)), ({ finding }) => JSON.stringify(of(finding)));
    return different.map((entries) => [
      h('dt', {}, term, entries.length < group.entries.length && h('span', {}, ` (${Words.number(entries.length)} of ${Words.number(group.entries.length)})`)),
      h('dd', {}, words(of(entries[0].finding), entries[0].finding)),
    ]);
  };

  const rootCause = (cause) => [
    h('strong', {}, Words.origin(cause.origin)), ': ', Dom.text(cause.message),
    cause.work_group_value !== undefined &&
      [' (its value now: ', Dom.code(JSON.stringify(cause.work_group_value)), ')'],
  ];

  const waived = (waiver) => [
    Dom.text(waiver.reason), h('span', { class: 'by' }, ' (', Dom.text(waiver.owner, 120), ', through ', Dom.short(waiver.expires), ' UTC)'),
  ];

  const card = (group, at, model, chosen) => {
    const { first } = group;
    const policy = model.report.policies.find((each) => each.name === first.policy);
    const kind = Words.kind(first.kind);
    const id = `finding-${at}`;
    return h('article', { class: `finding ${group.state}`, 'aria-labelledby': id },
      h('header', {},
        h('h3', { id, tabindex: '-1' }, h('span', { class: `sign ${group.state}`, 'aria-hidden': 'true' }, Words.state(group.state).sign),
          Dom.code(first.pointer || '/', 160)),
        h('p', { class: 'tags' }, states(group.entries), changes(group.entries),
          h('span', { class: 'tag plain' }, h('span', { 'aria-hidden': 'true' }, kind.sign, ' '), kind.word),
          h('span', { class: 'tag plain' }, Words.count(group.entries.length, 'finding')))),
      h('p', { class: 'policy' }, 'Policy ', h('strong', {}, Dom.text(first.policy, 80)), ` (${first.severity})`,
        policy?.description && [': ', Dom.text(policy.description)]),
      sides(group),
      h('dl', { class: 'notes' },
        notes(group, 'Finding', (finding) => finding.message, (message) => Dom.text(message, 400)),
        notes(group, 'Change', since, ({ change, seen }) => [change, ', first seen ', Words.time(seen)]),
        notes(group, 'Remediation', (finding) => finding.remediation, (remediation) => Dom.text(remediation, 400)),
        notes(group, 'Waiver', (finding) => finding.waiver, waived),
        notes(group, 'Root cause', (finding) => finding.root_cause, rootCause)),
      where(group, model, chosen));
  };

  const fact = (term, ...content) => h('div', {}, h('dt', {}, term), h('dd', {}, content));

  /** What the report knows of the session that the reader went to. */
  const chosenSession = (model, chosen) => {
    const key = Model.sessionKey(chosen.on, chosen.session);
    const entry = model.sessions.find((each) => each.key === key);
    const all = h('a', { href: Filter.format(Filter.without(chosen)), class: 'button', id: 'all-findings' }, 'Show all findings');
    const back = Dom.button('Back to the matrix', () => {
      const current = document.querySelector('#matrix a[aria-current]');
      (current ?? document.querySelector('#matrix .scroll'))?.focus();
    });
    const buttons = h('p', { class: 'buttons' }, all, ' ', back);
    if (!entry) return h('div', { class: 'chosen' }, h('p', {}, 'The report has no session ', Dom.code(chosen.session, 80), '.'), buttons);
    const { session } = entry;
    return h('div', { class: 'chosen' },
      h('dl', { class: 'facts' },
        fact('Session', Dom.code(session.session_id, 256)),
        model.facets.map((facet) => fact(Dom.short(facet.title, 40), Dom.text(facet.of(session), 120))),
        fact('Engine', Dom.text(session.engine_version ?? '(none)', 120)),
        fact('Verdict', Words.verdict(session.verdict).word),
        fact('Checks', Words.number(session.checks)),
        chosen.cell && fact('Policy', Dom.text(chosen.cell, 120))),
      buttons);
  };

  const nothing = (model, chosen) => {
    if (chosen.session) return 'No finding here that the filter lets through.';
    return model.findings.length ? 'No finding matches the filter.' : 'No finding.';
  };

  /** Fills the section with the first groups, and a button for more; `all`: for print, up to a limit that is shown. */
  const render = (section, model, view, chosen, all = false) => {
    const entries = Filter.select(view.findings, chosen);
    const groups = Model.groups(entries);
    const list = h('div', { class: 'list' });
    const shown = h('p', { class: 'shown' });
    const grow = (number) => {
      const from = list.children.length;
      list.append(...groups.slice(from, from + number).map((group, at) => card(group, from + at, model, chosen)));
      const left = groups.length - list.children.length;
      shown.replaceChildren(groups.length > PAGE
        ? `${Words.number(list.children.length)} of ${Words.count(groups.length, 'group')} of identical findings shown. ` : '');
      if (left > 0) shown.append(Dom.button(`Show ${Words.number(Math.min(left, PAGE))} more`, () => grow(PAGE)));
    };
    grow(all ? PRINTED : PAGE);
    const total = h('span', { class: 'total' },
      `${Words.count(entries.length, 'finding')}${groups.length < entries.length ? ` in ${Words.count(groups.length, 'group')}` : ''}`);
    section.replaceChildren(
      h('div', { class: 'heading' }, h('h2', { id: 'findings-title', tabindex: '-1' }, chosen.session ? 'Findings of one session' : 'Findings'), total),
      ...(chosen.session ? [chosenSession(model, chosen)] : []),
      ...(groups.length ? [list, shown] : [h('p', { class: 'empty' }, nothing(model, chosen))]));
    return { findings: entries.length, groups: groups.length };
  };

  return { render };
})();
