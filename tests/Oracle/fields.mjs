// node fields.mjs <output file>
// Writes down what each vendor's own types allow in a request: every member, its type, and its values where the list is closed.
import { writeFileSync } from 'node:fs';
import { describeRequests } from './describing/requests.mjs';

const [output] = process.argv.slice(2);
if (!output) {
    console.error('usage: node fields.mjs <output file>');
    process.exit(2);
}
const described = describeRequests();
writeFileSync(output, JSON.stringify(described, null, 1) + '\n');
for (const [format, { source, types }] of Object.entries(described))
    console.log(`${format}: ${Object.keys(types).length} objects from ${source}`);
