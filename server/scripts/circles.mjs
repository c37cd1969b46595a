// No file imports itself by way of others, also not for a type: `npm run lint`.
import { cruise } from 'dependency-cruiser';

const { output } = await cruise(['server/src', 'server/test', 'client/src', 'contract', 'e2e'], {
  ruleSet: { forbidden: [{ name: 'circle', severity: 'error', from: {}, to: { circular: true } }] },
  validate: true,
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.vue', '.json'] },
});
const circles = output.summary.violations.map(({ from, cycle }) =>
  [from, ...cycle.map(({ name }) => name)].join(' → '),
);
for (const circle of new Set(circles)) console.error(circle);
if (output.summary.totalCruised < 500) throw new Error('Hardly any file was read.');
if (circles.length > 0) process.exit(1);
