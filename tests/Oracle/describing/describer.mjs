// From a TypeScript type to a schema that a small program can check a JSON value against; README.md documents the shape.
import ts from 'typescript';

const { TypeFlags, ObjectFlags, SymbolFlags } = ts;

export class Describer {
    /** Every named object, by the name that a `ref` says. */
    types = {};
    #names = new Map();

    /** @param omit which members to leave out, by their symbol */
    constructor(checker, omit = () => false) {
        this.checker = checker;
        this.omit = omit;
    }

    of(type) {
        const has = (flag) => (type.flags & flag) !== 0;
        if (has(TypeFlags.Any | TypeFlags.Unknown)) return { type: 'any' };
        if (has(TypeFlags.Null)) return { type: 'null' };
        if (has(TypeFlags.StringLiteral)) return { type: 'string', values: [type.value] };
        if (has(TypeFlags.NumberLiteral)) return { type: 'number', values: [type.value] };
        if (has(TypeFlags.BooleanLiteral)) return { type: 'boolean', values: [type.intrinsicName === 'true'] };
        if (has(TypeFlags.StringLike)) return { type: 'string' };
        if (has(TypeFlags.NumberLike)) return { type: 'number' };
        if (has(TypeFlags.NonPrimitive)) return { type: 'object', members: {}, others: { type: 'any' } };
        if (type.isUnion())
            return this.union(type.types.filter((one) => !(one.flags & TypeFlags.Undefined)).map((one) => this.of(one)));
        // `string & {}` beside literals means: these names, or any other.
        if (type.isIntersection() && type.types.some((one) => one.flags & TypeFlags.String)) return { type: 'string' };
        if (this.checker.isArrayType(type) || this.checker.isTupleType(type))
            return { type: 'array', items: this.union(this.checker.getTypeArguments(type).map((one) => this.of(one))) };
        if (has(TypeFlags.Object | TypeFlags.Intersection)) return this.#object(type);
        throw new Error(`no schema for ${this.checker.typeToString(type)}`);
    }

    union(schemas) {
        const flat = schemas.flatMap((schema) => (schema.type === 'union' ? schema.of : [schema]));
        if (flat.some((schema) => schema.type === 'any')) return { type: 'any' };
        const of = [];
        for (const primitive of ['string', 'number', 'boolean']) {
            const own = flat.filter((schema) => schema.type === primitive);
            if (own.length === 0) continue;
            const values = [...new Set(own.flatMap((schema) => schema.values ?? []))];
            const open = own.some((schema) => !schema.values) || (primitive === 'boolean' && values.length === 2);
            of.push(open ? { type: primitive } : { type: primitive, values });
        }
        const seen = new Set();
        for (const schema of flat.filter((one) => !['string', 'number', 'boolean'].includes(one.type))) {
            const key = JSON.stringify(schema);
            if (!seen.has(key)) of.push(schema);
            seen.add(key);
        }
        return of.length === 1 ? of[0] : { type: 'union', of };
    }

    /** A new named object with these members; a name that is taken gets a number. */
    define(name, build) {
        let free = name;
        for (let n = 2; Object.hasOwn(this.types, free); n++) free = `${name}_${n}`;
        this.types[free] = null;
        this.types[free] = build(free);
        return { ref: free };
    }

    #object(type) {
        const known = this.#names.get(type);
        if (known) return known;
        const name = this.#nameOf(type);
        if (name === null) return this.#members(type);
        return this.define(name, (free) => {
            this.#names.set(type, { ref: free });
            return this.#members(type);
        });
    }

    #members(type) {
        const members = {};
        const required = [];
        for (const symbol of this.checker.getPropertiesOfType(type)) {
            const own = this.checker.getTypeOfSymbol(symbol);
            if (this.omit(symbol) || own.getCallSignatures().length > 0) continue;
            members[symbol.name] = this.of(own);
            if (!(symbol.flags & SymbolFlags.Optional)) required.push(symbol.name);
        }
        const others = this.checker.getIndexInfosOfType(type)[0]?.type;
        return {
            type: 'object',
            members,
            ...(required.length > 0 && { required }),
            ...(others && { others: this.of(others) }),
        };
    }

    #nameOf(type) {
        const symbol = type.aliasSymbol ?? type.symbol;
        if (!symbol || symbol.name.startsWith('__')) return null;
        if (type.objectFlags & ObjectFlags.Mapped) return null;
        return this.checker.getFullyQualifiedName(symbol).replace(/^".*"\./, '');
    }
}
