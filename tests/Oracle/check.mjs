// node check.mjs <fields.json> <openai-chat | openai-responses | gemini> <request.json>
// Says what in a request its vendor's types do not know; silent, with exit code 0, if there is nothing.
import { readFileSync } from 'node:fs';
import { check } from './checking.mjs';

const [fields, format, request] = process.argv.slice(2);
if (!request) {
    console.error('usage: node check.mjs <fields.json> <openai-chat | openai-responses | gemini> <request.json>');
    process.exit(2);
}
const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const found = check(json(fields)[format], json(request));
for (const { path, problem } of found) console.log(`${path}: ${problem}`);
process.exitCode = found.length > 0 ? 1 : 0;
