// From a recording to the bytes that its vendor would have sent, one reply for each answer in it.

/** @returns {{ status: number, type: string, body: Buffer, stream: boolean, payloads?: [number, number], assumedStatus?: true }[]} */
export function replies(recording) {
    if (recording.framing === 'raw-sse') return [sse(recording.bytes)];
    if (recording.framing === 'json') return [json(recording)];
    const lines = recording.bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
    const answers = split(
        recording.format,
        lines.map((line) => parse(line)),
    );
    return answers.map(([from, to]) => ({
        ...sse(Buffer.from(frame(recording.format, lines.slice(from, to)))),
        ...(answers.length > 1 && { payloads: [from, to] }),
    }));
}

/** The number of the first line that is not JSON, counted from 1, or 0. */
export function brokenLine(recording) {
    if (recording.framing !== 'one-JSON-payload-per-line') return 0;
    const lines = recording.bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line.trim() !== '');
    return lines.findIndex((line) => parse(line) === undefined) + 1;
}

const sse = (body) => ({ status: 200, type: 'text/event-stream', body, stream: true });

function json(recording) {
    const value = JSON.parse(recording.bytes.toString('utf8'));
    // Gemini without alt=sse streams one JSON array; its client always asks for SSE, whose payloads are the same objects.
    if (recording.format === 'gemini' && Array.isArray(value) && !recording.isError)
        return {
            ...sse(
                Buffer.from(
                    frame(
                        'gemini',
                        value.map((item) => JSON.stringify(item)),
                    ),
                ),
            ),
            wasArray: true,
        };
    const named = Number.isInteger(value?.error?.code) ? value.error.code : 400;
    return {
        status: recording.status ?? (recording.isError ? named : 200),
        type: 'application/json',
        body: recording.bytes,
        stream: false,
        ...(recording.isError && recording.status === undefined && { assumedStatus: true }),
    };
}

function frame(format, payloads) {
    const events = payloads.map((payload) =>
        format === 'openai-responses' ? `event: ${parse(payload)?.type}\ndata: ${payload}\n\n` : `data: ${payload}\n\n`,
    );
    if (format === 'openai-chat') events.push('data: [DONE]\n\n');
    return events.join('');
}

/** Where one answer ends and the next one begins, when a file holds several. */
function split(format, payloads) {
    const starts = [0];
    let finished = false;
    payloads.forEach((payload, at) => {
        if (at > 0 && finished && begins(format, payload, payloads[at - 1])) {
            starts.push(at);
            finished = false;
        }
        finished ||= ends(format, payload);
    });
    return starts.map((start, n) => [start, starts[n + 1] ?? payloads.length]);
}

function begins(format, payload, before) {
    if (format === 'openai-responses') return payload?.type === 'response.created';
    if (format === 'openai-chat') return payload?.id !== before?.id;
    return payload?.responseId !== before?.responseId;
}

function ends(format, payload) {
    if (format === 'openai-responses') return /^response\.(completed|incomplete|failed)$/.test(payload?.type);
    if (format === 'openai-chat') return payload?.choices?.some((choice) => choice.finish_reason) ?? false;
    return payload?.candidates?.some((candidate) => candidate.finishReason) ?? false;
}

function parse(line) {
    try {
        return JSON.parse(line);
    } catch {
        return undefined;
    }
}
