// The three request descriptions, each closed in itself.
import { readFileSync } from 'node:fs';
import { declarations } from './program.mjs';
import { Describer } from './describer.mjs';
import { describeGemini } from './gemini.mjs';
import { nameDiscriminators } from './discriminators.mjs';

export function describeRequests() {
    const { checker, named } = declarations();
    const openai = (type) => {
        const describer = new Describer(checker);
        return { root: describer.of(named.get(type)), types: describer.types };
    };
    const described = {
        'openai-chat': { source: versionOf('openai'), ...openai('Chat') },
        'openai-responses': { source: versionOf('openai'), ...openai('Responses') },
        gemini: { source: versionOf('@google/genai'), ...describeGemini(checker, named.get('Gemini')) },
    };
    for (const { root, types } of Object.values(described)) nameDiscriminators(types, root);
    return described;
}

function versionOf(name) {
    const { version } = JSON.parse(readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8'));
    return `${name} ${version}`;
}
