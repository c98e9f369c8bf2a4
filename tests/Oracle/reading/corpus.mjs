// Which files of a corpus folder are answers of which format, by its manifest.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const FORMATS = new Set(['openai-chat', 'openai-responses', 'gemini']);

/** Every answer of the three formats, and every error that one of their endpoints gave. */
export async function recordings(folder) {
    const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const found = [];
    let foreign = 0;
    for (const entry of manifest.files) {
        const format = entry.format === 'error' ? formatOfError(entry) : entry.format;
        if (!FORMATS.has(format)) {
            foreign++;
            continue;
        }
        found.push({ ...entry, format, isError: entry.format === 'error', bytes: await readFile(join(folder, entry.file)) });
    }
    return { found, foreign };
}

/** Why a file is no answer that one of the three clients could read, or null. */
export function notAnAnswer(recording) {
    const path = new URL(recording.uri ?? 'http://none/').pathname;
    if (path.endsWith(':countTokens')) return 'an answer of countTokens, not of generateContent';
    if (/:(batchE|e)mbedContents?$/.test(path)) return 'an answer of an embedding endpoint';
    return null;
}

/** Vertex speaks Gemini too, but the SDK reads it in a mode of its own. Only Vertex says a traffic type. */
export const isVertex = (recording) =>
    recording.format === 'gemini' && (/aiplatform\./.test(recording.uri ?? '') || recording.bytes.includes('"trafficType"'));

function formatOfError(entry) {
    const where = entry.uri ?? entry.file;
    if (/generativelanguage\.|aiplatform\.|^gemini\//.test(where)) return 'gemini';
    if (/\/chat\/completions|^openai-chat\//.test(where)) return 'openai-chat';
    if (/\/responses(\?|$)|^openai-responses\//.test(where)) return 'openai-responses';
    return null;
}
