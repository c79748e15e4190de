// The page: draws, and keeps filter, address and focus together.
const Page = (() => {
  const { h } = Dom;
  const at = (id) => document.getElementById(id);
  const SHOWN_OPTIONS = 500;
  let model;
  let chosen = {};

  const label = (title, control) => h('label', {}, h('span', {}, title), control);

  const select = (name, title, options) => {
    const control = h('select', {}, h('option', { value: '' }, 'all'));
    control.name = name; // as it is: it may be a label of the report
    for (const [value, text, number] of options.slice(0, SHOWN_OPTIONS)) {
      const option = h('option', {}, `${Dom.short(text, 60)}${number === undefined ? '' : ` (${Words.number(number)})`}`);
      option.value = value;
      control.append(option);
    }
    return label(title, control);
  };

  /** [[value, text, how many]] of what the items have, sorted by value. */
  const values = (items, of) => {
    const found = new Map();
    for (const item of items) found.set(of(item), (found.get(of(item)) ?? 0) + 1);
    return [...found].sort(([one], [other]) => one.localeCompare(other, 'en', { numeric: true }))
      .map(([value, number]) => [value, value, number]);
  };

  const filterForm = () => {
    const sessions = model.sessions.map((entry) => entry.session);
    const findings = model.findings.map((entry) => entry.finding);
    const facets = model.facets.map((facet) => [facet, values(sessions, facet.of)])
      .filter(([facet, options]) => options.length > 1 || ['work_group', 'state', 'owner'].includes(facet.name))
      .map(([facet, options]) => select(facet.name, Dom.short(facet.title, 40), options));
    const number = (name, value) => findings.filter((finding) => finding[name] === value).length;
    const verdicts = (value) => sessions.filter((session) => session.verdict === value).length;
    at('filter').replaceChildren(
      label('Text', h('input', { type: 'search', name: 'q', placeholder: 'session, pointer, value\u2026', maxlength: '2000' })),
      ...facets,
      select('policy', 'Policy', model.policies.map((name) => [name, name])),
      select('severity', 'Severity', ['error', 'warning'].map((name) => [name, name, number('severity', name)])),
      select('status', 'Status', [
        ...['drift', 'unverified', 'waived'].map((name) => [name, name, number('status', name)]),
        ['compliant', 'compliant sessions', verdicts('compliant')], ['unchecked', 'sessions not checked', verdicts('unchecked')]]),
      ...(PREPARED.changes ? [select('change', 'Change', ['new', 'changed', 'persisting'].map((name) => [name, name, number('change', name)]))] : []),
      Dom.button('Clear', clear, { id: 'clear' }));
  };

  /** The controls show what the address says. */
  const showChosen = () => {
    for (const control of at('filter').elements) {
      if (control.name && control.value !== (chosen[control.name] ?? '')) control.value = chosen[control.name] ?? '';
    }
    at('clear').disabled = !Object.values(chosen).some(Boolean);
  };

  const draw = (all = false) => {
    const view = Filter.apply(model, chosen);
    Matrix.render(at('matrix'), model, view, chosen, all);
    const { findings, groups } = Findings.render(at('findings'), model, view, chosen, all);
    const words = `${Words.number(view.sessions.length)} of ${Words.count(model.sessions.length, 'session')}, ` +
      `${Words.number(findings)} of ${Words.count(model.findings.length, 'finding')}` +
      `${groups < findings ? ` in ${Words.count(groups, 'group')}` : ''}`;
    if (at('count').textContent !== words) at('count').textContent = words;
    showChosen();
  };

  const put = (next) => {
    chosen = next;
    history.replaceState(null, '', Filter.format(chosen));
    draw();
  };

  const clear = () => {
    put({});
    at('filter').elements.q.focus();
  };

  const fromForm = () => {
    const next = {};
    for (const control of at('filter').elements) if (control.name) next[control.name] = control.value;
    put(next);
  };

  const jump = (id) => {
    const target = at(`${id}-title`) ?? at(id);
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'start' });
  };

  /** Another address: by a link, by Back, by hand. */
  const fromAddress = () => {
    if (Filter.isPlace(location.hash)) return;
    const before = chosen;
    const focused = document.activeElement?.dataset.column;
    chosen = Filter.parse(location.hash, model.facets);
    draw();
    const went = ['session', 'on', 'cell'].some((name) => chosen[name] !== before[name]);
    if (chosen.session && went) jump('findings');
    else if (before.session && went) refind(before);
    else if (focused === 'head') at('filter').elements.policy.focus();
  };

  /** Back from a finding: the focus returns to the cell that led to it. */
  const refind = (before) => {
    const { session, on, cell } = before;
    const last = Filter.format({ ...chosen, session, on, cell });
    const link = [...at('matrix').querySelectorAll('tbody a')].find((each) => each.getAttribute('href') === last);
    if (!link) return;
    link.focus();
  };

  const theme = () => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const stored = () => {
      try {
        return localStorage.getItem('theme');
      } catch {
        return null; // storage may be closed to files; the choice then holds for this page only
      }
    };
    const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? 'dark' : 'light')) === 'dark';
    const show = () => {
      at('theme').textContent = isDark() ? 'Light' : 'Dark';
      at('theme').setAttribute('aria-label', `Change to ${isDark() ? 'light' : 'dark'} colours`);
    };
    if (['light', 'dark'].includes(stored())) document.documentElement.dataset.theme = stored();
    at('theme').addEventListener('click', () => {
      document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
      try {
        localStorage.setItem('theme', document.documentElement.dataset.theme);
      } catch { /* as above */ }
      show();
    });
    dark.addEventListener('change', show);
    show();
  };

  const sections = () => {
    const names = { findings: 'Findings', ...(PREPARED.changes && { earlier: 'Earlier drift' }), ...(model.report.outliers && { outliers: 'Outliers' }), ...(PREPARED.coverage && { coverage: 'Coverage' }), unreadable: 'Not read', waivers: 'Waivers', policies: 'Policies' };
    if (model.report.targets) names.targets = 'Targets';
    at('sections').replaceChildren(...Object.entries(names).map(([id, name]) => h('a', { href: `#${id}`, 'data-jump': id }, name)));
  };

  const listen = () => {
    let waiting;
    at('filter').addEventListener('submit', (event) => event.preventDefault());
    at('filter').addEventListener('input', () => {
      clearTimeout(waiting);
      waiting = setTimeout(fromForm, 120);
    });
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[data-jump]');
      if (!link || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      jump(link.dataset.jump);
    });
    // What one jumps to must not lie under the bar of filters, which may take several lines.
    new ResizeObserver(() => {
      const covers = getComputedStyle(at('filter')).position === 'sticky' ? at('filter').offsetHeight : 0;
      document.documentElement.style.setProperty('--bar', `${covers}px`);
    }).observe(at('filter'));
    addEventListener('hashchange', fromAddress);
    const printing = (all) => () => {
      Sections.render(model.report, all);
      draw(all);
    };
    addEventListener('beforeprint', printing(true));
    addEventListener('afterprint', printing(false));
  };

  const open = () => {
    model = Model.make();
    Overview.render(model.report);
    sections();
    filterForm();
    theme();
    Sections.render(model.report);
    listen();
    at('app').hidden = false;
    fromAddress();
    if (Filter.isPlace(location.hash)) draw();
  };

  return { open };
})();
Page.open();
