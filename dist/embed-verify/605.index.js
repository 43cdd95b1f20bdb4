export const id = 605;
export const ids = [605];
export const modules = {

/***/ 9605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createExec: () => (/* binding */ createExec)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/host/build/left-behind.js

/** A child of a child that forks again and again is met again in the next round. */
const rounds = 8;
/**
 * Kills every process that was started with `NAME=value` in its environment: a daemon that left its parent, its group and its session has
 * that still (proc(5), /proc/pid/environ). Other systems have no such folder; there the runner itself looks for what a job left behind.
 */
function endMarked(mark) {
    for (let round = 0; round < rounds; round += 1) {
        const found = findMarked(mark);
        if (found.length === 0)
            return;
        for (const pid of found) {
            try {
                process.kill(pid, 'SIGKILL');
            }
            catch {
                // It has ended by itself.
            }
        }
    }
}
function findMarked(mark) {
    return listNames('/proc')
        .filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid)
        .filter((name) => readText(`/proc/${name}/environ`).split('\0').includes(mark))
        .map(Number);
}
function listNames(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return [];
    }
}
/** Empty for what has ended, and for what belongs to another user. */
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'latin1');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./packages/host/build/exec.js






const halfHour = 30 * 60_000;
/** After the polite signal, so long until the whole group is killed. */
const grace = 5_000;
/** What every command and all that it starts has in its environment, with a value of its own. */
const markName = 'SLIPWAY_COMMAND';
/** Commands as whole process groups: what a command leaves behind when it is ended goes with it, also what left the group. */
function createExec(context) {
    return {
        run: (command, args, options = {}) => runCommand(context, command, args, options),
        which: (command) => which(context, command),
    };
}
async function runCommand(context, command, args, options) {
    const mark = (0,external_node_crypto_.randomBytes)(12).toString('hex');
    const env = Object.fromEntries(Object.entries({ ...context.env, ...options.env, [markName]: mark }).filter(([, value]) => value !== undefined));
    const child = (0,external_node_child_process_.spawn)(command, [...args], {
        cwd: options.cwd ?? context.cwd,
        env,
        detached: !context.windows,
        // Without input there is no pipe: bash takes a socket on its standard input for a remote shell, and would read the user's .bashrc.
        stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        windowsHide: true,
    });
    const stop = createStopper(child, context.windows, `${markName}=${mark}`);
    const signals = [...(options.evenIfCancelled === true ? [] : [context.signal]), ...(options.signal === undefined ? [] : [options.signal])];
    for (const signal of signals)
        signal.addEventListener('abort', stop.now, { once: true });
    if (signals.some((signal) => signal.aborted))
        stop.now();
    const deadline = setTimeout(stop.now, options.deadline ?? halfHour);
    try {
        const echo = options.output === 'stream' ? context.print : undefined;
        const stdout = collect(child.stdout, echo);
        const stderr = collect(child.stderr, echo);
        child.stdin?.on('error', () => { });
        child.stdin?.end(options.input);
        const ending = await finished(child);
        return { code: ending.code, stdout: await stdout, stderr: ending.error ?? (await stderr), ended: stop.asked() };
    }
    finally {
        clearTimeout(deadline);
        stop.done();
        for (const signal of signals)
            signal.removeEventListener('abort', stop.now);
    }
}
function createStopper(child, windows, mark) {
    let asked = false;
    let force;
    const kill = (signal) => {
        try {
            if (child.pid === undefined)
                child.kill(signal);
            else if (windows)
                endTree(child, child.pid);
            else
                process.kill(-child.pid, signal);
        }
        catch {
            // The group is gone already: that is what was wanted.
        }
    };
    // What left the group may still hold the other end of the output, and the command would never be over.
    const end = () => {
        kill('SIGKILL');
        endMarked(mark);
    };
    return {
        now: () => {
            if (asked)
                return;
            asked = true;
            kill('SIGTERM');
            force = setTimeout(end, grace);
        },
        asked: () => asked,
        done: () => {
            clearTimeout(force);
            if (asked)
                end();
        },
    };
}
/** Windows has no process groups and no polite signal; without `taskkill` at least the command itself ends. */
function endTree(child, pid) {
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    (0,external_node_child_process_.spawn)('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => child.kill('SIGKILL'));
}
function finished(child) {
    return new Promise((resolve) => {
        child.once('error', (error) => {
            // What a shell answers for a command that is not there, and for one that may not be run.
            resolve({ code: error.code === 'ENOENT' ? 127 : 126, error: error.message });
        });
        child.once('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 143) }));
    });
}
async function collect(stream, echo) {
    if (stream === null)
        return '';
    const chunks = [];
    let rest = '';
    stream.setEncoding('utf8');
    try {
        for await (const chunk of stream) {
            chunks.push(chunk);
            if (echo === undefined)
                continue;
            const lines = (rest + chunk).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines)
                echo(line.replace(/\r$/, ''));
        }
    }
    catch {
        // A stream that breaks when its process is killed holds all that there is.
    }
    if (rest !== '')
        echo?.(rest);
    return chunks.join('');
}
async function which(context, command) {
    const folders = (0,external_node_path_.isAbsolute)(command) ? [''] : (context.env.PATH ?? '').split(external_node_path_.delimiter);
    const endings = context.windows ? ['', '.exe', '.cmd', '.bat'] : [''];
    for (const folder of folders) {
        for (const ending of endings) {
            const path = (0,external_node_path_.join)(folder, command + ending);
            if (await (0,promises_.access)(path, external_node_fs_.constants.X_OK).then(() => true, () => false))
                return path;
        }
    }
    return undefined;
}


/***/ })

};
