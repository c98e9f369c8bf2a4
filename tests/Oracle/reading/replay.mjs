// A vendor on the loopback: whatever is asked under /<key>/…, it answers with the reply of that key.
import { createServer } from 'node:http';

export async function replay(repliesByKey) {
    const server = createServer((request, response) => {
        const reply = repliesByKey.get(request.url.split('/')[1]);
        request.resume();
        request.on('end', () => {
            response.writeHead(reply?.status ?? 599, { 'content-type': reply?.type ?? 'text/plain' });
            response.end(reply?.body ?? 'no such recording');
        });
    });
    await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
    return {
        url: (key) => `http://127.0.0.1:${server.address().port}/${key}`,
        close: () => {
            server.closeAllConnections();
            server.close();
        },
    };
}
