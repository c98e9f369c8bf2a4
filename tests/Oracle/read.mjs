// node read.mjs <corpus folder> <output file>
// Has every recorded answer of a corpus read by its vendor's own SDK, and writes down what that SDK says.
import { writeFile } from 'node:fs/promises';
import { failure } from './reading/answer.mjs';
import { readChat } from './reading/chat.mjs';
import { isVertex, notAnAnswer, recordings } from './reading/corpus.mjs';
import { brokenLine, replies } from './reading/framing.mjs';
import { readGemini } from './reading/gemini.mjs';
import { replay } from './reading/replay.mjs';
import { readResponses } from './reading/responses.mjs';

const [folder, output] = process.argv.slice(2);
if (!output) {
    console.error('usage: node read.mjs <corpus folder> <output file>');
    process.exit(2);
}
for (const name of Object.keys(process.env))
    if (/_proxy$/i.test(name) || /^(OPENAI|GOOGLE|GEMINI)_/.test(name)) delete process.env[name];
console.warn = console.debug = () => {}; // The SDKs remark on parts that their text getter leaves out.

const { found, foreign } = await recordings(folder);
const read = {};
const byKey = new Map();
const work = [];
for (const recording of found) {
    const broken = brokenLine(recording);
    const reason = notAnAnswer(recording) ?? (broken ? `line ${broken} of the recording is not JSON` : null);
    if (reason) {
        read[recording.file] = { format: recording.format, stream: recording.kind === 'stream', skipped: reason };
        continue;
    }
    const all = replies(recording);
    all.forEach((reply, n) => {
        byKey.set(`${work.length}`, reply);
        work.push({ recording, reply, name: all.length > 1 ? `${recording.file}#${n + 1}` : recording.file });
    });
}

const vendor = await replay(byKey);
for (const [key, { recording, reply, name }] of work.entries()) {
    const { body, type, status, stream, ...about } = reply;
    const entry = { format: recording.format, stream, ...(isVertex(recording) && { vertex: true }), httpStatus: status, ...about };
    try {
        Object.assign(entry, await readerOf(recording)(vendor.url(key), stream));
    } catch (thrown) {
        entry.error = failure(thrown);
    }
    if (entry.partialArguments)
        entry.skipped = 'arguments come in pieces by JSON path, which the SDK hands out but does not put together';
    read[name] = entry;
}
vendor.close();

const sorted = Object.fromEntries(Object.entries(read).sort(([one], [other]) => (one < other ? -1 : 1)));
await writeFile(output, JSON.stringify(sorted, null, 1) + '\n');
report();

function readerOf(recording) {
    if (recording.format === 'openai-chat') return readChat;
    if (recording.format === 'openai-responses') return readResponses;
    return (url, stream) => readGemini(url, stream, isVertex(recording));
}

function report() {
    const entries = Object.values(sorted);
    console.log(`${found.length} files of the three formats, ${foreign} of others; ${entries.length} answers`);
    for (const format of ['openai-chat', 'openai-responses', 'gemini']) {
        const own = entries.filter((entry) => entry.format === format);
        const [skipped, rest] = [own.filter((entry) => entry.skipped), own.filter((entry) => !entry.skipped)];
        const errors = rest.filter((entry) => entry.error);
        console.log(`${format}: ${rest.length - errors.length} read, ${errors.length} errors, ${skipped.length} skipped`);
        console.log(`    the SDK's accumulator refuses ${own.filter((entry) => entry.accumulatorRefuses).length}`);
        console.log(`    the plain chunks or events disagree in ${own.filter((entry) => entry.differ).length}`);
    }
    for (const [name, { skipped }] of Object.entries(sorted)) if (skipped) console.log(`skipped ${name}: ${skipped}`);
}
