// Requests by hand: right ones, and wrong ones with the place and the problem that a check must name.

const PNG = 'data:image/png;base64,iVBORw0KGgo=';
const weather = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

const chat = (more) => ({ model: 'some-model', messages: [{ role: 'user', content: 'hi' }], ...more });
const chatSays = (...messages) => chat({ messages });
const chatTool = { type: 'function', function: { name: 'weather', description: 'says it', parameters: weather, strict: false } };
const chatCall = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"Ulm"}' } };

const responses = (more) => ({ model: 'some-model', input: 'hi', store: false, ...more });
const responsesTool = { type: 'function', name: 'weather', description: 'says it', parameters: weather, strict: false };

const gemini = (more) => ({ contents: [{ role: 'user', parts: [{ text: 'hi' }] }], ...more });
const geminiSays = (...parts) => ({ contents: [{ role: 'model', parts }] });
const geminiTools = (...tools) => gemini({ tools });

export const REQUESTS = {
    'openai-chat': {
        valid: [
            chat(),
            chat({
                stream: true,
                stream_options: { include_usage: true },
                max_completion_tokens: 900,
                reasoning_effort: 'high',
                stop: ['END'],
            }),
            chat({ tools: [chatTool], tool_choice: { type: 'function', function: { name: 'weather' } }, parallel_tool_calls: false }),
            chat({ response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: weather, strict: true } } }),
            chatSays({
                role: 'developer',
                content: [{ type: 'text', text: 'be brief', prompt_cache_breakpoint: { mode: 'explicit' } }],
            }),
            chatSays({
                role: 'user',
                content: [
                    { type: 'text', text: 'look' },
                    { type: 'image_url', image_url: { url: PNG, detail: 'low' } },
                ],
            }),
            chatSays({
                role: 'user',
                content: [{ type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBERi0=' } }],
            }),
            chatSays(
                { role: 'assistant', content: null, tool_calls: [chatCall] },
                { role: 'tool', tool_call_id: 'call_1', content: 'rain' },
            ),
        ],
        invalid: [
            [chat({ top_k: 5 }), '$.top_k', /unknown member/],
            [chat({ temperature: 'warm' }), '$.temperature', /string, not null or number|string, not number or null/],
            [chat({ reasoning_effort: 'huge' }), '$.reasoning_effort', /"huge" is not one of/],
            [
                chat({ tools: [{ ...chatTool, function: { ...chatTool.function, cache_control: {} } }] }),
                '$.tools[0].function.cache_control',
                /unknown member/,
            ],
            [chat({ tools: [{ type: 'web_search' }] }), '$.tools[0].type', /tells no known object/],
            [chatSays({ role: 'wizard', content: 'hi' }), '$.messages[0].role', /tells no known object/],
            [chatSays({ role: 'tool', content: 'rain' }), '$.messages[0].tool_call_id', /missing/],
            [
                chatSays({ role: 'tool', tool_call_id: 'a', content: [{ type: 'image_url', image_url: { url: PNG } }] }),
                '$.messages[0].content[0].type',
                /not one of/,
            ],
            [
                chatSays({
                    role: 'assistant',
                    content: '',
                    tool_calls: [{ ...chatCall, function: { name: 'weather', arguments: {} } }],
                }),
                '$.messages[0].tool_calls[0].function.arguments',
                /object, not string/,
            ],
        ],
    },
    'openai-responses': {
        valid: [
            responses(),
            responses({ instructions: 'be brief', stream: true, max_output_tokens: 900, include: ['reasoning.encrypted_content'] }),
            responses({
                tools: [responsesTool],
                tool_choice: 'required',
                parallel_tool_calls: false,
                reasoning: { effort: 'low', summary: 'auto' },
            }),
            responses({ text: { format: { type: 'json_schema', name: 'answer', schema: weather, strict: true } } }),
            responses({ input: [{ type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'be brief' }] }] }),
            responses({
                input: [
                    {
                        role: 'user',
                        content: [
                            { type: 'input_image', image_url: PNG, detail: 'auto' },
                            { type: 'input_file', filename: 'a.pdf', file_data: 'JVBERi0=' },
                        ],
                    },
                ],
            }),
            responses({
                input: [
                    { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'gAAA' },
                    { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{}' },
                    {
                        type: 'function_call_output',
                        call_id: 'call_1',
                        output: [
                            { type: 'input_text', text: 'rain' },
                            { type: 'input_image', image_url: PNG },
                        ],
                    },
                ],
            }),
            responses({ tools: [{ type: 'web_search', search_context_size: 'low' }] }),
        ],
        invalid: [
            [responses({ stop: ['END'] }), '$.stop', /unknown member/],
            [responses({ store: 'no' }), '$.store', /string, not/],
            [responses({ include: ['everything'] }), '$.include[0]', /"everything" is not one of/],
            [responses({ tools: [{ ...responsesTool, input_schema: {} }] }), '$.tools[0].input_schema', /unknown member/],
            [responses({ tools: [{ type: 'function', function: { name: 'weather' } }] }), '$.tools[0].function', /unknown member/],
            [
                responses({ input: [{ type: 'tool_result', call_id: 'call_1', output: 'rain' }] }),
                '$.input[0].type',
                /tells no known object/,
            ],
            [
                responses({ input: [{ type: 'function_call', call_id: 'call_1', name: 'weather', arguments: {} }] }),
                '$.input[0].arguments',
                /object, not string/,
            ],
            [
                responses({ input: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] }),
                '$.input[0].content[0].type',
                /tells no known object/,
            ],
            [responses({ input: [{ type: 'function_call_output', call_id: 'call_1' }] }), '$.input[0].output', /missing/],
        ],
    },
    gemini: {
        valid: [
            gemini(),
            gemini({
                systemInstruction: { parts: [{ text: 'be brief' }] },
                cachedContent: 'cachedContents/a',
                safetySettings: [{ category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' }],
            }),
            gemini({
                generationConfig: {
                    maxOutputTokens: 900,
                    topK: 5,
                    stopSequences: ['END'],
                    thinkingConfig: { includeThoughts: true, thinkingLevel: 'HIGH' },
                },
            }),
            gemini({
                generationConfig: {
                    responseMimeType: 'application/json',
                    responseJsonSchema: { ...weather, additionalProperties: false },
                },
            }),
            gemini({
                tools: [{ functionDeclarations: [{ name: 'weather', parametersJsonSchema: weather }] }, { googleSearch: {} }],
                toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['weather'] } },
            }),
            geminiTools({
                functionDeclarations: [
                    { name: 'weather', parameters: { type: 'OBJECT', properties: { city: { type: 'STRING', nullable: true } } } },
                ],
            }),
            geminiSays({ functionCall: { name: 'weather', args: { city: 'Ulm' }, id: 'a' }, thoughtSignature: 'c2ln' }),
            {
                contents: [
                    {
                        role: 'user',
                        parts: [
                            {
                                functionResponse: {
                                    name: 'weather',
                                    id: 'a',
                                    response: { output: 'rain' },
                                    parts: [{ inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }],
                                },
                            },
                        ],
                    },
                ],
            },
        ],
        invalid: [
            [gemini({ temperature: 1 }), '$.temperature', /unknown member/],
            [gemini({ generationConfig: { maxOutputTokens: '900' } }), '$.generationConfig.maxOutputTokens', /string, not number/],
            [
                gemini({ toolConfig: { functionCallingConfig: { mode: 'REQUIRED' } } }),
                '$.toolConfig.functionCallingConfig.mode',
                /"REQUIRED" is not one of/,
            ],
            [
                geminiTools({
                    functionDeclarations: [{ name: 'weather', parameters: { type: 'OBJECT', additionalProperties: false } }],
                }),
                '$.tools[0].functionDeclarations[0].parameters.additionalProperties',
                /unknown member/,
            ],
            [
                geminiTools({ functionDeclarations: [{ name: 'weather', parameters: { type: 'object' } }] }),
                '$.tools[0].functionDeclarations[0].parameters.type',
                /"object" is not one of/,
            ],
            [geminiTools({ enterpriseWebSearch: {} }), '$.tools[0].enterpriseWebSearch', /unknown member/],
            [
                geminiSays({ functionCall: { name: 'weather', args: '{}' } }),
                '$.contents[0].parts[0].functionCall.args',
                /string, not object/,
            ],
            [
                geminiSays({ functionCall: { name: 'weather', thoughtSignature: 'c2ln' } }),
                '$.contents[0].parts[0].functionCall.thoughtSignature',
                /unknown member/,
            ],
            [{ systemInstruction: { parts: [{ text: 'be brief' }] } }, '$.contents', /missing/],
        ],
    },
};
