// What differs between declared and actual, as pieces [{text, changed}] in lines; and long pieces folded.
const Differences = (() => {
  const LARGEST = 250000; // cells of the table of common tokens, beyond which only the ends are compared
  const ROOM = 600; // characters that a value may take before it is folded
  const KEEP = { true: 360, false: 120 }; // what is kept of a long piece: changed or not
  const PIECES = 40;

  const scalar = (value) => {
    if (value === '') return '(empty text)';
    return typeof value === 'string' ? value : JSON.stringify(value);
  };

  /** A value as lines of text: a member a line for a list, indented JSON for a mapping. */
  const lines = (value) => {
    if (Array.isArray(value)) return value.length ? value.map(scalar) : ['(empty list)'];
    if (value !== null && typeof value === 'object') return JSON.stringify(value, null, 2).split('\n');
    return [scalar(value)];
  };

  const tokens = (text) => text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];

  /** Which of the tokens of `one` and `other` are in their longest common sequence. */
  const common = (one, other) => {
    const width = other.length + 1;
    const best = new Uint16Array((one.length + 1) * width);
    for (let i = one.length - 1; i >= 0; i -= 1) {
      for (let j = other.length - 1; j >= 0; j -= 1) {
        best[i * width + j] = one[i] === other[j]
          ? best[(i + 1) * width + j + 1] + 1
          : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
      }
    }
    const kept = [new Set(), new Set()];
    for (let i = 0, j = 0; i < one.length && j < other.length;) {
      if (one[i] === other[j]) {
        kept[0].add(i++);
        kept[1].add(j++);
      } else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) i += 1;
      else j += 1;
    }
    return kept;
  };

  /** Neighbours of the same kind in one piece. */
  const join = (pieces) => {
    const joined = [];
    for (const piece of pieces) {
      const last = joined.at(-1);
      if (last && last.changed === piece.changed) last.text += piece.text;
      else if (piece.text) joined.push({ ...piece });
    }
    return joined;
  };

  /** The pieces of two texts: [pieces of one, pieces of other]. */
  const texts = (one, other) => {
    const [a, b] = [tokens(one), tokens(other)];
    let start = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
    let end = 0;
    while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
    const middle = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
    const small = middle[0].length * middle[1].length <= LARGEST;
    const kept = small ? common(...middle) : [new Set(), new Set()];
    return [a, b].map((all, side) => join([
      { text: all.slice(0, start).join(''), changed: false },
      ...middle[side].map((text, at) => ({ text, changed: !kept[side].has(at) })),
      { text: end ? all.slice(-end).join('') : '', changed: false },
    ]));
  };

  const whole = (value, changed) => lines(value).map((text) => [{ text, changed }]);

  const members = (value, isChanged) => value.map((member) => [{ text: scalar(member), changed: isChanged(member) }]);

  /** A text with commas in it, as spark.jars.packages, taken apart at them. */
  const commas = (value, isChanged) => [join(value.split(/(,)/).map((text) =>
    ({ text, changed: text !== ',' && isChanged(text.trim()) })))];

  const sets = (declared, actual, operator) => {
    const wanted = new Set(declared.map(scalar));
    const has = new Set((Array.isArray(actual) ? actual : String(actual).split(',').map((each) => each.trim())).map(scalar));
    const extra = (member) => operator !== 'contains' && !wanted.has(scalar(member));
    const lacking = (member) => operator !== 'subset' && !has.has(scalar(member));
    return {
      declared: members(declared, lacking),
      actual: Array.isArray(actual) ? members(actual, extra) : commas(String(actual), extra),
    };
  };

  /** {declared, actual}: lines of pieces; `actual` is null where the session has nothing there. */
  const mark = ({ declared, actual, operator, kind }) => {
    const absent = actual === null || actual === undefined;
    if (kind === 'unverifiable') return { declared: whole(declared, false), actual: absent ? null : whole(actual, false) };
    if (absent) return { declared: whole(declared, kind === 'missing'), actual: null };
    const listed = Array.isArray(declared) && (Array.isArray(actual) || typeof actual === 'string');
    if (listed && ['eq', 'contains', 'subset'].includes(operator)) return sets(declared, actual, operator);
    if (operator === 'eq') {
      const pair = [lines(declared).join('\n'), lines(actual).join('\n')];
      const [one, other] = texts(...pair);
      return { declared: [one], actual: [other] };
    }
    return { declared: whole(declared, false), actual: whole(actual, true) };
  };

  const size = (marked) => marked.reduce((sum, line) => sum + line.reduce((all, piece) => all + piece.text.length + 1, 0), 0);

  const foldPiece = (piece) => {
    const keep = KEEP[piece.changed];
    if (piece.text.length <= keep + 40) return [piece];
    const head = piece.text.slice(0, keep / 2).replace(/[\ud800-\udbff]$/, '');
    const tail = piece.text.slice(-keep / 2).replace(/^[\udc00-\udfff]/, '');
    return [{ ...piece, text: head }, { gap: piece.text.length - head.length - tail.length }, { ...piece, text: tail }];
  };

  /** Long values with the long pieces cut in their middle, so that what changed stays in sight; null: short enough. */
  const fold = (marked) => {
    const characters = size(marked);
    if (characters <= ROOM) return null;
    const lines = [];
    let left = PIECES;
    for (const line of marked) {
      const folded = line.flatMap(foldPiece).slice(0, left);
      left -= folded.length;
      if (folded.length) lines.push(folded);
    }
    return { lines, characters };
  };

  return { mark, fold };
})();
