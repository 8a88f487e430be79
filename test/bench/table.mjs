/** The figures as a table for people: on the screen, or in Markdown. */

const number = (value) =>
  value === null || value === undefined
    ? '-'
    : value >= 100
      ? value.toFixed(0)
      : value >= 10
        ? value.toFixed(1)
        : value.toFixed(2);

const three = (spread) =>
  spread === null ? '-' : `${number(spread.min)}/${number(spread.median)}/${number(spread.max)}`;

function linesOf({ rows }) {
  return rows.flatMap(({ name, goal, unit, candidates }) => [
    { name, goal, head: true },
    ...candidates.map((one) => ({
      name: one.name,
      value: one.error === undefined ? `${three(one.value)} ${unit}` : `broken: ${one.error}`,
      node: three(one.timesNode),
      peak: one.peakMiB === null ? '-' : number(one.peakMiB.median),
      ratio: one.ours ? 'ours' : number(one.ratioOfOurs),
    })),
  ]);
}

export function renderTable(facts) {
  const out = [
    `Node ${facts.node}, ${facts.platform}, ${facts.runs} runs each: minimum/median/maximum`,
    `${'what'.padEnd(34)}${'value'.padEnd(30)}${'x node'.padEnd(18)}${'peak MiB'.padEnd(10)}ours/peer`,
  ];
  for (const line of linesOf(facts)) {
    out.push(
      line.head
        ? `\n${line.name}${line.goal === '' ? '' : `  (goal: ${line.goal})`}`
        : `  ${line.name.padEnd(32)}${line.value.padEnd(30)}${line.node.padEnd(18)}${line.peak.padEnd(10)}${line.ratio}`,
    );
  }
  return `${out.join('\n')}\n`;
}

export function renderMarkdown(facts) {
  const out = [
    `Node ${facts.node}, ${facts.platform}, ${facts.runs} runs each: minimum/median/maximum.`,
    '',
    '| what | value | × node | peak MiB | ours / peer |',
    '| --- | --- | --- | --- | --- |',
  ];
  for (const line of linesOf(facts)) {
    out.push(
      line.head
        ? `| **${line.name}**${line.goal === '' ? '' : ` (goal: ${line.goal})`} | | | | |`
        : `| ${line.name} | ${line.value} | ${line.node} | ${line.peak} | ${line.ratio} |`,
    );
  }
  return `${out.join('\n')}\n`;
}
