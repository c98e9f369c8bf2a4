// The REST body of generateContent. The SDK's own request type is flatter than the body it sends,
// so the body's members are read from the functions that convert one into the other (…ToMldev), and the
// types of what they hand through unchanged from the declarations.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { Describer } from './describer.mjs';

const START = 'generateContentParametersToMldev';

/** What the SDK's transformers make of their last argument. */
const TRANSFORMERS = {
    tContents: 'Content[]',
    tContent: 'Content',
    tSchema: 'Schema',
    tJsonSchema: 'unknown',
    tSpeechConfig: 'SpeechConfig',
    tCachedContentName: 'string',
    tTools: 'Tool[]',
    tTool: 'Tool',
};

export function describeGemini(checker, sdk) {
    const describer = new Describer(checker, isNotForThisApi);
    const exported = new Map(checker.getPropertiesOfType(sdk).map((symbol) => [symbol.name, symbol]));
    const functions = converters();
    const made = new Map();
    const { own } = convert(START);
    return { root: describer.define('GenerateContentRequest', () => own), types: describer.types };

    /** The object that a converter makes, and what it puts into the object around it. */
    function convert(name) {
        const members = { toObject: {}, parentObject: {} };
        const required = [];
        const from = typeNamed(capital(name.replace(/ToMldev(\$\d+)?$/, '')));
        const visit = (node) => {
            if (calls(node, 'setValueByPath')) put(node);
            else ts.forEachChild(node, visit);
        };
        visit(functions.get(name).body);
        return { own: objectOf(members.toObject, required), around: members.parentObject };

        function put(node) {
            const [target, path, value] = node.arguments;
            const [member, ...rest] = path.elements.map((element) => element.text);
            if (member.startsWith('_')) return;
            if (rest.length > 0 || !(target.text in members))
                throw new Error(`${name} writes where nobody expects it: ${node.getText()}`);
            members[target.text][member] = schemaOf(value);
            if (target.text === 'toObject' && from && isRequired(from, member)) required.push(member);
        }

        function schemaOf(expression) {
            if (ts.isIdentifier(expression)) return schemaOf(valueOf(expression));
            if (calls(expression, 'getValueByPath')) return describer.of(memberOf(from, expression.arguments[1].elements[0].text));
            const callee = expression.expression;
            if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'map')
                return { type: 'array', items: itemOf(expression) };
            if (/ToMldev(\$\d+)?$/.test(callee.text)) return converted(callee.text, expression.arguments);
            if (callee.text in TRANSFORMERS) return transformed(TRANSFORMERS[callee.text]);
            throw new Error(`${name} makes a value in a way nobody expects: ${expression.getText()}`);
        }

        function itemOf(map) {
            const callback = map.arguments[0];
            const value = callback.body.statements[0].expression;
            if (!ts.isIdentifier(value) || value.text !== callback.parameters[0].name.text) return schemaOf(value);
            return schemaOf(map.expression.expression).items;
        }

        function converted(callee, args) {
            if (!args.some((argument) => argument.text === 'toObject')) {
                if (!made.has(callee)) {
                    const ref = {};
                    made.set(callee, ref);
                    Object.assign(
                        ref,
                        describer.define(capital(callee.replace(/ToMldev(\$\d+)?$/, '')), () => convert(callee).own),
                    );
                }
                return made.get(callee);
            }
            const { own, around } = convert(callee);
            Object.assign(members.toObject, around);
            return describer.define('GenerationConfig', () => own);
        }
    }

    function transformed(type) {
        if (type === 'unknown') return { type: 'any' };
        if (type === 'string') return { type: 'string' };
        const item = describer.of(typeNamed(type.replace('[]', '')));
        return type.endsWith('[]') ? { type: 'array', items: item } : item;
    }

    function typeNamed(name) {
        const symbol = exported.get(name) ?? declared(name);
        return symbol && checker.getDeclaredTypeOfSymbol(symbol);
    }

    /** Interfaces have no value, so they are looked up among the module's exports. */
    function declared(name) {
        return checker.getExportsOfModule(sdk.symbol).find((symbol) => symbol.name === name);
    }

    function memberOf(type, name) {
        const symbol = checker.getPropertyOfType(type, name);
        if (!symbol) throw new Error(`${checker.typeToString(type)} declares no ${name}`);
        return checker.getTypeOfSymbol(symbol);
    }

    function isRequired(type, name) {
        const symbol = checker.getPropertyOfType(type, name);
        return symbol !== undefined && !(symbol.flags & ts.SymbolFlags.Optional);
    }
}

/** The declarations cover two services; a member says so when this one does not have it. */
const isNotForThisApi = (symbol) =>
    symbol.getDocumentationComment(undefined).some((part) => /not supported in (the )?Gemini (Developer )?API/i.test(part.text));

function converters() {
    const path = fileURLToPath(new URL('../node_modules/@google/genai/dist/node/index.mjs', import.meta.url));
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    return new Map(source.statements.filter(ts.isFunctionDeclaration).map((one) => [one.name.text, one]));
}

/** The expression that a variable was given last before it is used. */
function valueOf(identifier) {
    for (let block = identifier.parent; block; block = block.parent) {
        if (!ts.isBlock(block)) continue;
        let found = null;
        const visit = (node) => {
            if (ts.isVariableDeclaration(node) && node.name.text === identifier.text) found = node.initializer;
            else if (
                ts.isBinaryExpression(node) &&
                node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
                node.left.text === identifier.text &&
                node.end < identifier.pos
            )
                found = node.right;
            if (node.pos < identifier.pos && !(node === found)) ts.forEachChild(node, visit);
        };
        visit(block);
        if (found) return found;
    }
    throw new Error(`${identifier.text} comes from nowhere`);
}

const calls = (node, name) => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;
const capital = (name) => name[0].toUpperCase() + name.slice(1);
const objectOf = (members, required) => ({ type: 'object', members, ...(required.length > 0 && { required }) });
