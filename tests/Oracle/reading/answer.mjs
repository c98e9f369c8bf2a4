// What every reader says of an answer, whatever the format.

/** Tool arguments as JSON where they are JSON, else the raw string. */
export function parsed(text) {
    if (typeof text !== 'string') return text ?? null;
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}

/** An SDK's exception as plain data. */
export function failure(thrown) {
    return {
        name: thrown?.constructor?.name ?? typeof thrown,
        message: String(thrown?.message ?? thrown),
        status: thrown?.status ?? null,
        code: thrown?.code ?? thrown?.error?.code ?? null,
        type: thrown?.type ?? thrown?.error?.type ?? null,
    };
}

/** The members in which two readings of one answer differ. */
export function differences(one, other) {
    const members = ['text', 'refusal', 'toolCalls', 'finish', 'usage'];
    return members.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}
