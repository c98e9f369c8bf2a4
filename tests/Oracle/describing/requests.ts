// The request types that fields.mjs describes, named once, for the compiler to resolve.
export type Chat = import('openai/resources/chat/completions/completions').ChatCompletionCreateParamsBase;
export type Responses = import('openai/resources/responses/responses').ResponseCreateParamsBase;
export type Gemini = typeof import('@google/genai');
