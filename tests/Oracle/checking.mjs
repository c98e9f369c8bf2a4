// Checks a request against the description of its format. The whole meaning of fields.json is in this file.

/** @returns {{ path: string, problem: string }[]} what is wrong with the request; nothing if it is right */
export function check(description, request) {
    const { root, types } = description;
    return problems(root, request, '$');

    function problems(schema, value, path) {
        if (schema.ref) return problems(types[schema.ref], value, path);
        switch (schema.type) {
            case 'any':
                return [];
            case 'union':
                return ofUnion(schema, value, path);
            case 'array':
                return Array.isArray(value)
                    ? value.flatMap((item, n) => problems(schema.items, item, `${path}[${n}]`))
                    : wrong(path, 'array', value);
            case 'object':
                return kind(value) === 'object' ? ofObject(schema, value, path) : wrong(path, 'object', value);
            default:
                return ofPrimitive(schema, value, path);
        }
    }

    function ofPrimitive(schema, value, path) {
        if (kind(value) !== schema.type) return wrong(path, schema.type, value);
        if (!schema.values || schema.values.includes(value)) return [];
        return [{ path, problem: `${JSON.stringify(value)} is not one of ${JSON.stringify(schema.values)}` }];
    }

    function ofObject(schema, value, path) {
        const found = [];
        for (const [name, member] of Object.entries(value)) {
            const known = Object.hasOwn(schema.members, name) ? schema.members[name] : schema.others;
            if (known) found.push(...problems(known, member, `${path}.${name}`));
            else found.push({ path: `${path}.${name}`, problem: 'unknown member' });
        }
        for (const name of schema.required ?? [])
            if (!Object.hasOwn(value, name)) found.push({ path: `${path}.${name}`, problem: 'missing' });
        return found;
    }

    /** Right if one alternative is; else the complaints of the alternative that comes closest. */
    function ofUnion(schema, value, path) {
        const alternatives = schema.of.map(resolved).filter((one) => one.type === 'any' || one.type === kind(value));
        if (alternatives.length === 0) return wrong(path, schema.of.map((one) => resolved(one).type).join(' or '), value);
        const told =
            schema.discriminator && kind(value) === 'object'
                ? byDiscriminator(alternatives, schema.discriminator, value)
                : alternatives;
        if (told.length === 0)
            return [
                {
                    path: `${path}.${schema.discriminator}`,
                    problem: `${JSON.stringify(value[schema.discriminator])} tells no known object`,
                },
            ];
        return told.map((one) => problems(one, value, path)).reduce((best, one) => (one.length < best.length ? one : best));
    }

    function byDiscriminator(alternatives, name, value) {
        return alternatives.filter((one) =>
            Object.hasOwn(value, name) ? problems(one.members[name], value[name], '').length === 0 : !one.required?.includes(name),
        );
    }

    function resolved(schema) {
        return schema.ref ? types[schema.ref] : schema;
    }
}

function kind(value) {
    if (value === null) return 'null';
    return Array.isArray(value) ? 'array' : typeof value;
}

const wrong = (path, expected, value) => [{ path, problem: `${kind(value)}, not ${expected}` }];
