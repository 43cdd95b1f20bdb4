export const id = 559;
export const ids = [559];
export const modules = {

/***/ 559:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createHttp: () => (/* binding */ createHttp)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6466);
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7671);
/* harmony import */ var _ports_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4319);






const minute = 60_000;
const defaultLimit = 64 * 1024 * 1024;
/** The window over which a transfer's speed is judged. */
const stallWindow = 30_000;
/**
 * HTTP over node:http(s). `fetch` is not used: its header timeout runs while a body is still being sent, which ends long uploads.
 * Proxies are taken from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 */
function createHttp(context) {
    const options = { keepAlive: true, proxyEnv: context.env };
    const agents = { 'http:': new node_http__WEBPACK_IMPORTED_MODULE_0__.Agent(options), 'https:': new node_https__WEBPACK_IMPORTED_MODULE_1__.Agent(options) };
    return { request: (request) => exchange(context, agents, request) };
}
async function exchange(context, agents, request) {
    const progress = { bytes: 0, sent: false };
    const controller = new AbortController();
    let reason;
    const end = (why) => () => {
        reason ??= why;
        controller.abort();
    };
    const onCancel = end('cancelled');
    context.signal.addEventListener('abort', onCancel, { once: true });
    if (context.signal.aborted)
        onCancel();
    const deadline = setTimeout(end('timeout'), request.deadline ?? minute);
    const watchdog = watchSpeed(progress, request.stallFloor ?? 1024, end('stall'));
    try {
        return await talk(context, agents, request, controller.signal, progress);
    }
    catch (error) {
        throw failureOf(error, reason, progress.sent, request);
    }
    finally {
        clearTimeout(deadline);
        clearInterval(watchdog);
        context.signal.removeEventListener('abort', onCancel);
    }
}
function watchSpeed(progress, floor, stalled) {
    if (floor === 0)
        return undefined;
    let before = 0;
    return setInterval(() => {
        // A server that thinks about a small request is the deadline's business; the floor is for transfers.
        if (progress.bytes > 0 && progress.bytes - before < (floor * stallWindow) / 1000 && progress.bytes > 1024 * 1024)
            stalled();
        before = progress.bytes;
    }, stallWindow);
}
async function talk(context, agents, request, signal, progress) {
    const url = new URL(request.url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw new _ports_js__WEBPACK_IMPORTED_MODULE_4__/* .HttpFailure */ .H('name', false, `${request.url} is neither http nor https`);
    const body = bodyOf(request);
    const headers = { 'user-agent': context.userAgent, ...request.headers, ...(body === undefined ? {} : { 'content-length': String(body.size) }) };
    const start = url.protocol === 'https:' ? node_https__WEBPACK_IMPORTED_MODULE_1__.request : node_http__WEBPACK_IMPORTED_MODULE_0__.request;
    const outgoing = start(url, { method: request.method, headers, agent: agents[url.protocol], signal });
    const answer = answerOf(outgoing);
    answer.catch(() => { });
    await send(outgoing, body, progress, answer);
    const incoming = await answer;
    return { status: incoming.statusCode ?? 0, headers: flatten(incoming), body: await receive(incoming, request, progress) };
}
function bodyOf(request) {
    const { body } = request;
    if (body === undefined)
        return /^(POST|PUT|PATCH)$/.test(request.method) ? { stream: async function* () { }, size: 0 } : undefined;
    if (typeof body === 'object' && 'stream' in body)
        return body;
    const bytes = Buffer.from(body);
    return {
        size: bytes.length,
        stream: async function* () {
            yield bytes;
        },
    };
}
function answerOf(outgoing) {
    return new Promise((resolve, reject) => {
        outgoing.once('response', resolve);
        outgoing.on('error', reject);
    });
}
async function send(outgoing, body, progress, answer) {
    outgoing.once('finish', () => {
        progress.sent = true;
    });
    if (body === undefined) {
        outgoing.end();
        return;
    }
    const counted = async function* () {
        for await (const bytes of body.stream()) {
            progress.sent = true;
            progress.bytes += bytes.length;
            yield bytes;
        }
    };
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(node_stream__WEBPACK_IMPORTED_MODULE_2__.Readable.from(counted(), { objectMode: false }), outgoing);
    }
    catch (error) {
        // A server may answer before it has read the body and then close: its answer counts, the broken pipe does not.
        const early = await Promise.race([answer.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 250, undefined))]);
        if (early === undefined)
            throw error;
    }
}
async function receive(incoming, request, progress) {
    const chunks = [];
    let size = 0;
    for await (const bytes of incoming) {
        size += bytes.length;
        progress.bytes += bytes.length;
        if (size > (request.limit ?? defaultLimit))
            throw new _ports_js__WEBPACK_IMPORTED_MODULE_4__/* .HttpFailure */ .H('too-large', true, `the answer to ${request.method} ${request.url} is longer than ${request.limit ?? defaultLimit} bytes`);
        chunks.push(bytes);
    }
    const announced = incoming.headers['content-length'];
    if (announced !== undefined && request.method !== 'HEAD' && incoming.statusCode !== 304 && Number(announced) !== size) {
        throw new _ports_js__WEBPACK_IMPORTED_MODULE_4__/* .HttpFailure */ .H('truncated', true, `the answer to ${request.method} ${request.url} ended after ${size} of ${announced} bytes`);
    }
    return Buffer.concat(chunks);
}
function flatten(incoming) {
    return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
}
function failureOf(error, reason, sent, request) {
    if (error instanceof _ports_js__WEBPACK_IMPORTED_MODULE_4__/* .HttpFailure */ .H)
        return error;
    const code = (0,_error_code_js__WEBPACK_IMPORTED_MODULE_5__/* .errorCode */ .C)(error);
    const byCode = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name' };
    const why = reason ?? byCode[code] ?? (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? 'tls' : 'reset');
    const { host } = new URL(request.url);
    return new _ports_js__WEBPACK_IMPORTED_MODULE_4__/* .HttpFailure */ .H(why, sent && why !== 'refused' && why !== 'name', `${request.method} to ${host} failed (${why}${code === '' ? '' : `, ${code}`})`, {
        cause: error,
    });
}


/***/ }),

/***/ 4319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ HttpFailure)
/* harmony export */ });
/** A connection that failed, as opposed to an answer that says no. `sent` tells whether the server may have seen the request. */
class HttpFailure extends Error {
    name = 'HttpFailure';
    reason;
    sent;
    constructor(reason, sent, message, options) {
        super(message, options);
        this.reason = reason;
        this.sent = sent;
    }
}


/***/ })

};
