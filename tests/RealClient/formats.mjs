// The four wire formats, each as little as a vendor's server does: read the conversation, and stream a step.

import { randomUUID } from 'node:crypto';

const asText = (value) => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const event = (data, type) => `${type ? `event: ${type}\n` : ''}data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const id = (prefix) => prefix + randomUUID().replaceAll('-', '').slice(0, 24);

const chat = {
  matches: (path) => path.endsWith('/chat/completions'),
  read: (body) => ({
    tools: (body.tools ?? []).map((tool) => tool.function.name),
    results: body.messages.filter((message) => message.role === 'tool').map((message) => asText(message.content)),
  }),
  *stream({ text, call }) {
    const chunk = (delta, finish = null) => event({ id: 'c1', object: 'chat.completion.chunk', model: 'scripted', choices: [{ index: 0, delta, finish_reason: finish }] });
    yield chunk({ role: 'assistant', content: text });
    if (call) {
      yield chunk({ tool_calls: [{ index: 0, id: id('call_'), type: 'function', function: { name: call.name, arguments: '' } }] });
      yield chunk({ tool_calls: [{ index: 0, function: { arguments: JSON.stringify(call.input) } }] });
    }
    yield chunk({}, call ? 'tool_calls' : 'stop');
    yield event({ id: 'c1', object: 'chat.completion.chunk', model: 'scripted', choices: [], usage: { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 } });
    yield event('[DONE]');
  },
};

const responses = {
  matches: (path) => path.endsWith('/responses'),
  read: (body) => ({
    tools: (body.tools ?? []).map((tool) => tool.name),
    results: body.input.filter((item) => item.type === 'function_call_output').map((item) => asText(item.output)),
  }),
  *stream({ text, call }) {
    const send = (type, rest) => event({ type, ...rest }, type);
    const message = { id: id('msg_'), type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text, annotations: [] }] };
    yield send('response.created', { response: { id: 'resp_1', status: 'in_progress', output: [] } });
    yield send('response.output_item.added', { output_index: 0, item: { ...message, status: 'in_progress', content: [] } });
    yield send('response.output_text.delta', { output_index: 0, content_index: 0, item_id: message.id, delta: text });
    yield send('response.output_item.done', { output_index: 0, item: message });
    const output = [message];
    if (call) {
      const item = { id: id('fc_'), type: 'function_call', call_id: id('call_'), name: call.name, arguments: '', status: 'in_progress' };
      const done = { ...item, arguments: JSON.stringify(call.input), status: 'completed' };
      yield send('response.output_item.added', { output_index: 1, item });
      yield send('response.function_call_arguments.delta', { output_index: 1, item_id: item.id, delta: done.arguments });
      yield send('response.output_item.done', { output_index: 1, item: done });
      output.push(done);
    }
    const usage = { input_tokens: 100, output_tokens: 10, total_tokens: 110, input_tokens_details: { cached_tokens: 0 }, output_tokens_details: { reasoning_tokens: 0 } };
    yield send('response.completed', { response: { id: 'resp_1', status: 'completed', output, usage } });
  },
};

const gemini = {
  matches: (path) => path.includes(':streamGenerateContent') || path.includes(':generateContent'),
  read: (body) => {
    const parts = body.contents.flatMap((content) => content.parts);
    return {
      tools: (body.tools ?? []).flatMap((tool) => (tool.functionDeclarations ?? []).map((declaration) => declaration.name)),
      results: parts.filter((part) => part.functionResponse).map((part) => asText(part.functionResponse.response)),
    };
  },
  *stream({ text, call }) {
    const usageMetadata = { promptTokenCount: 100, candidatesTokenCount: 10, totalTokenCount: 110 };
    const chunk = (parts, finishReason) => event({ candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }], usageMetadata, modelVersion: 'scripted' });
    yield chunk([{ text }], call ? undefined : 'STOP');
    if (call) yield chunk([{ functionCall: { name: call.name, args: call.input }, thoughtSignature: 'c2lnbmF0dXJl' }], 'STOP');
  },
};

const anthropic = {
  matches: (path) => path.endsWith('/messages'),
  read: (body) => {
    const blocks = body.messages.flatMap((message) => (Array.isArray(message.content) ? message.content : []));
    return {
      tools: (body.tools ?? []).map((tool) => tool.name),
      results: blocks.filter((block) => block.type === 'tool_result').map((block) => asText(block.content)),
    };
  },
  *stream({ text, call }) {
    const send = (type, rest) => event({ type, ...rest }, type);
    const block = function* (index, start, delta) {
      yield send('content_block_start', { index, content_block: start });
      yield send('content_block_delta', { index, delta });
      yield send('content_block_stop', { index });
    };
    yield send('message_start', { message: { id: id('msg_'), type: 'message', role: 'assistant', model: 'scripted', content: [], stop_reason: null, stop_sequence: null, usage: { input_tokens: 100, output_tokens: 1 } } });
    yield* block(0, { type: 'text', text: '' }, { type: 'text_delta', text });
    if (call) yield* block(1, { type: 'tool_use', id: id('toolu_'), name: call.name, input: {} }, { type: 'input_json_delta', partial_json: JSON.stringify(call.input) });
    yield send('message_delta', { delta: { stop_reason: call ? 'tool_use' : 'end_turn', stop_sequence: null }, usage: { output_tokens: 10 } });
    yield send('message_stop', {});
  },
};

export const formats = { chat, responses, gemini, anthropic };
