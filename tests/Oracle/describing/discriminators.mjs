// Names, for every union of objects, the member whose literal tells them apart.

export function nameDiscriminators(types, root) {
    const visit = (schema) => {
        if (schema.type === 'union') {
            const name = discriminator(schema.of, types);
            if (name) schema.discriminator = name;
            schema.of.forEach(visit);
        }
        if (schema.items) visit(schema.items);
        if (schema.others) visit(schema.others);
        Object.values(schema.members ?? {}).forEach(visit);
    };
    [root, ...Object.values(types)].forEach(visit);
}

function discriminator(of, types) {
    const objects = of.map((schema) => (schema.ref ? types[schema.ref] : schema)).filter((schema) => schema.type === 'object');
    if (objects.length < 2) return null;
    const names = Object.keys(objects[0].members).filter((name) => objects.every((object) => literals(object.members[name])));
    const telling = names.filter((name) => new Set(objects.map((object) => literals(object.members[name]).join())).size > 1);
    return ['type', 'role', ...telling].find((name) => telling.includes(name)) ?? null;
}

/** The closed list of strings that a member can be, or null if it has none. */
function literals(schema) {
    if (schema?.type === 'string') return schema.values ?? null;
    if (schema?.type !== 'union') return null;
    const lists = schema.of.filter((one) => one.type !== 'null').map(literals);
    return lists.length > 0 && lists.every(Boolean) ? lists.flat() : null;
}
