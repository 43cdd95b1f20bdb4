import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 73057:
/***/ ((module) => {

function isBuffer(value) {
  return Buffer.isBuffer(value) || value instanceof Uint8Array
}

function isEncoding(encoding) {
  return Buffer.isEncoding(encoding)
}

function alloc(size, fill, encoding) {
  return Buffer.alloc(size, fill, encoding)
}

function allocUnsafe(size) {
  return Buffer.allocUnsafe(size)
}

function allocUnsafeSlow(size) {
  return Buffer.allocUnsafeSlow(size)
}

function byteLength(string, encoding) {
  return Buffer.byteLength(string, encoding)
}

function compare(a, b) {
  return Buffer.compare(a, b)
}

function concat(buffers, totalLength) {
  return Buffer.concat(buffers, totalLength)
}

function copy(source, target, targetStart, start, end) {
  return toBuffer(source).copy(target, targetStart, start, end)
}

function equals(a, b) {
  return toBuffer(a).equals(b)
}

function fill(buffer, value, offset, end, encoding) {
  return toBuffer(buffer).fill(value, offset, end, encoding)
}

function from(value, encodingOrOffset, length) {
  return Buffer.from(value, encodingOrOffset, length)
}

function includes(buffer, value, byteOffset, encoding) {
  return toBuffer(buffer).includes(value, byteOffset, encoding)
}

function indexOf(buffer, value, byfeOffset, encoding) {
  return toBuffer(buffer).indexOf(value, byfeOffset, encoding)
}

function lastIndexOf(buffer, value, byteOffset, encoding) {
  return toBuffer(buffer).lastIndexOf(value, byteOffset, encoding)
}

function swap16(buffer) {
  return toBuffer(buffer).swap16()
}

function swap32(buffer) {
  return toBuffer(buffer).swap32()
}

function swap64(buffer) {
  return toBuffer(buffer).swap64()
}

function toBuffer(buffer) {
  if (Buffer.isBuffer(buffer)) return buffer
  return Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

function toString(buffer, encoding, start, end) {
  return toBuffer(buffer).toString(encoding, start, end)
}

function toHex(buffer, start, end) {
  return toBuffer(buffer).toString('hex', start, end)
}

function write(buffer, string, offset, length, encoding) {
  return toBuffer(buffer).write(string, offset, length, encoding)
}

function readDoubleBE(buffer, offset) {
  return toBuffer(buffer).readDoubleBE(offset)
}

function readDoubleLE(buffer, offset) {
  return toBuffer(buffer).readDoubleLE(offset)
}

function readFloatBE(buffer, offset) {
  return toBuffer(buffer).readFloatBE(offset)
}

function readFloatLE(buffer, offset) {
  return toBuffer(buffer).readFloatLE(offset)
}

function readInt32BE(buffer, offset) {
  return toBuffer(buffer).readInt32BE(offset)
}

function readInt32LE(buffer, offset) {
  return toBuffer(buffer).readInt32LE(offset)
}

function readUInt32BE(buffer, offset) {
  return toBuffer(buffer).readUInt32BE(offset)
}

function readUInt32LE(buffer, offset) {
  return toBuffer(buffer).readUInt32LE(offset)
}

function writeDoubleBE(buffer, value, offset) {
  return toBuffer(buffer).writeDoubleBE(value, offset)
}

function writeDoubleLE(buffer, value, offset) {
  return toBuffer(buffer).writeDoubleLE(value, offset)
}

function writeFloatBE(buffer, value, offset) {
  return toBuffer(buffer).writeFloatBE(value, offset)
}

function writeFloatLE(buffer, value, offset) {
  return toBuffer(buffer).writeFloatLE(value, offset)
}

function writeInt32BE(buffer, value, offset) {
  return toBuffer(buffer).writeInt32BE(value, offset)
}

function writeInt32LE(buffer, value, offset) {
  return toBuffer(buffer).writeInt32LE(value, offset)
}

function writeUInt32BE(buffer, value, offset) {
  return toBuffer(buffer).writeUInt32BE(value, offset)
}

function writeUInt32LE(buffer, value, offset) {
  return toBuffer(buffer).writeUInt32LE(value, offset)
}

module.exports = {
  isBuffer,
  isEncoding,
  alloc,
  allocUnsafe,
  allocUnsafeSlow,
  byteLength,
  compare,
  concat,
  copy,
  equals,
  fill,
  from,
  includes,
  indexOf,
  lastIndexOf,
  swap16,
  swap32,
  swap64,
  toBuffer,
  toString,
  toHex,
  write,
  readDoubleBE,
  readDoubleLE,
  readFloatBE,
  readFloatLE,
  readInt32BE,
  readInt32LE,
  readUInt32BE,
  readUInt32LE,
  writeDoubleBE,
  writeDoubleLE,
  writeFloatBE,
  writeFloatLE,
  writeInt32BE,
  writeInt32LE,
  writeUInt32BE,
  writeUInt32LE
}


/***/ }),

/***/ 29580:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(24434)


/***/ }),

/***/ 13587:
/***/ ((module) => {

module.exports = class FixedFIFO {
  constructor (hwm) {
    if (!(hwm > 0) || ((hwm - 1) & hwm) !== 0) throw new Error('Max size for a FixedFIFO should be a power of two')
    this.buffer = new Array(hwm)
    this.mask = hwm - 1
    this.top = 0
    this.btm = 0
    this.next = null
  }

  clear () {
    this.top = this.btm = 0
    this.next = null
    this.buffer.fill(undefined)
  }

  push (data) {
    if (this.buffer[this.top] !== undefined) return false
    this.buffer[this.top] = data
    this.top = (this.top + 1) & this.mask
    return true
  }

  shift () {
    const last = this.buffer[this.btm]
    if (last === undefined) return undefined
    this.buffer[this.btm] = undefined
    this.btm = (this.btm + 1) & this.mask
    return last
  }

  peek () {
    return this.buffer[this.btm]
  }

  isEmpty () {
    return this.buffer[this.btm] === undefined
  }
}


/***/ }),

/***/ 83867:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const FixedFIFO = __nccwpck_require__(13587)

module.exports = class FastFIFO {
  constructor (hwm) {
    this.hwm = hwm || 16
    this.head = new FixedFIFO(this.hwm)
    this.tail = this.head
    this.length = 0
  }

  clear () {
    this.head = this.tail
    this.head.clear()
    this.length = 0
  }

  push (val) {
    this.length++
    if (!this.head.push(val)) {
      const prev = this.head
      this.head = prev.next = new FixedFIFO(2 * this.head.buffer.length)
      this.head.push(val)
    }
  }

  shift () {
    if (this.length !== 0) this.length--
    const val = this.tail.shift()
    if (val === undefined && this.tail.next) {
      const next = this.tail.next
      this.tail.next = null
      this.tail = next
      return this.tail.shift()
    }

    return val
  }

  peek () {
    const val = this.tail.peek()
    if (val === undefined && this.tail.next) return this.tail.next.peek()
    return val
  }

  isEmpty () {
    return this.length === 0
  }
}


/***/ }),

/***/ 21916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 36204:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const { EventEmitter } = __nccwpck_require__(29580)
const FIFO = __nccwpck_require__(83867)
const TextDecoder = __nccwpck_require__(97934)

const StreamError = __nccwpck_require__(45657)

// if we do a future major, expect queue microtask to be there always, for now a bit defensive
const qmt =
  typeof queueMicrotask === 'undefined' ? (fn) => global.process.nextTick(fn) : queueMicrotask

// 29 bits used total (4 from shared, 14 from read, and 11 from write)
const MAX = (1 << 29) - 1

// Shared state
const OPENING = 0b0001
const PREDESTROYING = 0b0010
const DESTROYING = 0b0100
const DESTROYED = 0b1000

const NOT_OPENING = MAX ^ OPENING
const NOT_PREDESTROYING = MAX ^ PREDESTROYING

// Read state (4 bit offset from shared state)
const READ_ACTIVE = 0b00000000000001 << 4
const READ_UPDATING = 0b00000000000010 << 4
const READ_PRIMARY = 0b00000000000100 << 4
const READ_QUEUED = 0b00000000001000 << 4
const READ_RESUMED = 0b00000000010000 << 4
const READ_PIPE_DRAINED = 0b00000000100000 << 4
const READ_ENDING = 0b00000001000000 << 4
const READ_EMIT_DATA = 0b00000010000000 << 4
const READ_EMIT_READABLE = 0b00000100000000 << 4
const READ_EMITTED_READABLE = 0b00001000000000 << 4
const READ_DONE = 0b00010000000000 << 4
const READ_NEXT_TICK = 0b00100000000000 << 4
const READ_NEEDS_PUSH = 0b01000000000000 << 4
const READ_READ_AHEAD = 0b10000000000000 << 4

// Combined read state
const READ_FLOWING = READ_RESUMED | READ_PIPE_DRAINED
const READ_ACTIVE_AND_NEEDS_PUSH = READ_ACTIVE | READ_NEEDS_PUSH
const READ_PRIMARY_AND_ACTIVE = READ_PRIMARY | READ_ACTIVE
const READ_EMIT_READABLE_AND_QUEUED = READ_EMIT_READABLE | READ_QUEUED
const READ_RESUMED_READ_AHEAD = READ_RESUMED | READ_READ_AHEAD

const READ_NOT_ACTIVE = MAX ^ READ_ACTIVE
const READ_NON_PRIMARY = MAX ^ READ_PRIMARY
const READ_NON_PRIMARY_AND_PUSHED = MAX ^ (READ_PRIMARY | READ_NEEDS_PUSH)
const READ_PUSHED = MAX ^ READ_NEEDS_PUSH
const READ_PAUSED = MAX ^ READ_RESUMED
const READ_NOT_QUEUED = MAX ^ (READ_QUEUED | READ_EMITTED_READABLE)
const READ_NOT_ENDING = MAX ^ READ_ENDING
const READ_PIPE_NOT_DRAINED = MAX ^ READ_FLOWING
const READ_NOT_NEXT_TICK = MAX ^ READ_NEXT_TICK
const READ_NOT_UPDATING = MAX ^ READ_UPDATING
const READ_NO_READ_AHEAD = MAX ^ READ_READ_AHEAD
const READ_PAUSED_NO_READ_AHEAD = MAX ^ READ_RESUMED_READ_AHEAD

// Write state (18 bit offset, 4 bit offset from shared state and 14 from read state)
const WRITE_ACTIVE = 0b00000000001 << 18
const WRITE_UPDATING = 0b00000000010 << 18
const WRITE_PRIMARY = 0b00000000100 << 18
const WRITE_QUEUED = 0b00000001000 << 18
const WRITE_UNDRAINED = 0b00000010000 << 18
const WRITE_DONE = 0b00000100000 << 18
const WRITE_EMIT_DRAIN = 0b00001000000 << 18
const WRITE_NEXT_TICK = 0b00010000000 << 18
const WRITE_WRITING = 0b00100000000 << 18
const WRITE_FINISHING = 0b01000000000 << 18
const WRITE_CORKED = 0b10000000000 << 18

const WRITE_NOT_ACTIVE = MAX ^ (WRITE_ACTIVE | WRITE_WRITING)
const WRITE_NON_PRIMARY = MAX ^ WRITE_PRIMARY
const WRITE_NOT_FINISHING = MAX ^ (WRITE_ACTIVE | WRITE_FINISHING)
const WRITE_DRAINED = MAX ^ WRITE_UNDRAINED
const WRITE_NOT_QUEUED = MAX ^ WRITE_QUEUED
const WRITE_NOT_NEXT_TICK = MAX ^ WRITE_NEXT_TICK
const WRITE_NOT_UPDATING = MAX ^ WRITE_UPDATING
const WRITE_NOT_CORKED = MAX ^ WRITE_CORKED

// Combined shared state
const ACTIVE = READ_ACTIVE | WRITE_ACTIVE
const NOT_ACTIVE = MAX ^ ACTIVE
const DONE = READ_DONE | WRITE_DONE
const DESTROY_STATUS = DESTROYING | DESTROYED | PREDESTROYING
const OPEN_STATUS = DESTROY_STATUS | OPENING
const AUTO_DESTROY = DESTROY_STATUS | DONE
const NON_PRIMARY = WRITE_NON_PRIMARY & READ_NON_PRIMARY
const ACTIVE_OR_TICKING = WRITE_NEXT_TICK | READ_NEXT_TICK
const TICKING = ACTIVE_OR_TICKING & NOT_ACTIVE
const IS_OPENING = OPEN_STATUS | TICKING

// Combined shared state and read state
const READ_PRIMARY_STATUS = OPEN_STATUS | READ_ENDING | READ_DONE
const READ_STATUS = OPEN_STATUS | READ_DONE | READ_QUEUED
const READ_ENDING_STATUS = OPEN_STATUS | READ_ENDING | READ_QUEUED
const READ_READABLE_STATUS = OPEN_STATUS | READ_EMIT_READABLE | READ_QUEUED | READ_EMITTED_READABLE
const SHOULD_NOT_READ =
  OPEN_STATUS | READ_ACTIVE | READ_ENDING | READ_DONE | READ_NEEDS_PUSH | READ_READ_AHEAD
const READ_BACKPRESSURE_STATUS = DESTROY_STATUS | READ_ENDING | READ_DONE
const READ_UPDATE_SYNC_STATUS = READ_UPDATING | OPEN_STATUS | READ_NEXT_TICK | READ_PRIMARY
const READ_NEXT_TICK_OR_OPENING = READ_NEXT_TICK | OPENING

// Combined write state
const WRITE_PRIMARY_STATUS = OPEN_STATUS | WRITE_FINISHING | WRITE_DONE
const WRITE_QUEUED_AND_UNDRAINED = WRITE_QUEUED | WRITE_UNDRAINED
const WRITE_QUEUED_AND_ACTIVE = WRITE_QUEUED | WRITE_ACTIVE
const WRITE_DRAIN_STATUS = WRITE_QUEUED | WRITE_UNDRAINED | OPEN_STATUS | WRITE_ACTIVE
const WRITE_STATUS = OPEN_STATUS | WRITE_ACTIVE | WRITE_QUEUED | WRITE_CORKED
const WRITE_PRIMARY_AND_ACTIVE = WRITE_PRIMARY | WRITE_ACTIVE
const WRITE_ACTIVE_AND_WRITING = WRITE_ACTIVE | WRITE_WRITING
const WRITE_FINISHING_STATUS = OPEN_STATUS | WRITE_FINISHING | WRITE_QUEUED_AND_ACTIVE | WRITE_DONE
const WRITE_BACKPRESSURE_STATUS = WRITE_UNDRAINED | DESTROY_STATUS | WRITE_FINISHING | WRITE_DONE
const WRITE_UPDATE_SYNC_STATUS = WRITE_UPDATING | OPEN_STATUS | WRITE_NEXT_TICK | WRITE_PRIMARY
const WRITE_DROP_DATA = WRITE_FINISHING | WRITE_DONE | DESTROY_STATUS

const asyncIterator = Symbol.asyncIterator || Symbol('asyncIterator')

class WritableState {
  constructor(
    stream,
    { highWaterMark = 16384, map = null, mapWritable, byteLength, byteLengthWritable } = {}
  ) {
    this.stream = stream
    this.queue = new FIFO()
    this.highWaterMark = highWaterMark
    this.buffered = 0
    this.error = null
    this.pipeline = null
    this.drains = null // if we add more seldomly used helpers we might them into a subobject so its a single ptr
    this.byteLength = byteLengthWritable || byteLength || defaultByteLength
    this.map = mapWritable || map
    this.afterWrite = afterWrite.bind(this)
    this.afterUpdateNextTick = updateWriteNT.bind(this)
  }

  get ending() {
    return (this.stream._duplexState & WRITE_FINISHING) !== 0
  }

  get ended() {
    return (this.stream._duplexState & WRITE_DONE) !== 0
  }

  push(data) {
    if ((this.stream._duplexState & WRITE_DROP_DATA) !== 0) return false
    if (this.map !== null) data = this.map(data)

    this.buffered += this.byteLength(data)
    this.queue.push(data)

    if (this.buffered < this.highWaterMark) {
      this.stream._duplexState |= WRITE_QUEUED
      return true
    }

    this.stream._duplexState |= WRITE_QUEUED_AND_UNDRAINED
    return false
  }

  shift() {
    const data = this.queue.shift()

    this.buffered -= this.byteLength(data)
    if (this.buffered === 0) this.stream._duplexState &= WRITE_NOT_QUEUED

    return data
  }

  end(data) {
    if (typeof data === 'function') {
      this.stream.once('finish', data)
    } else if (data !== undefined && data !== null) {
      this.push(data)
    }

    this.stream._duplexState = (this.stream._duplexState | WRITE_FINISHING) & WRITE_NON_PRIMARY
  }

  autoBatch(data, cb) {
    const buffer = []
    const stream = this.stream

    buffer.push(data)
    while ((stream._duplexState & WRITE_STATUS) === WRITE_QUEUED_AND_ACTIVE) {
      buffer.push(stream._writableState.shift())
    }

    if ((stream._duplexState & OPEN_STATUS) !== 0) return cb(null)
    stream._writev(buffer, cb)
  }

  update() {
    const stream = this.stream

    stream._duplexState |= WRITE_UPDATING

    do {
      while ((stream._duplexState & WRITE_STATUS) === WRITE_QUEUED) {
        const data = this.shift()
        stream._duplexState |= WRITE_ACTIVE_AND_WRITING
        stream._write(data, this.afterWrite)
      }

      if ((stream._duplexState & WRITE_PRIMARY_AND_ACTIVE) === 0) this.updateNonPrimary()
    } while (this.continueUpdate() === true)

    stream._duplexState &= WRITE_NOT_UPDATING
  }

  updateNonPrimary() {
    const stream = this.stream

    if ((stream._duplexState & WRITE_FINISHING_STATUS) === WRITE_FINISHING) {
      stream._duplexState = stream._duplexState | WRITE_ACTIVE
      stream._final(afterFinal.bind(this))
      return
    }

    if ((stream._duplexState & DESTROY_STATUS) === DESTROYING) {
      if ((stream._duplexState & ACTIVE_OR_TICKING) === 0) {
        stream._duplexState |= ACTIVE
        stream._destroy(afterDestroy.bind(this))
      }
      return
    }

    if ((stream._duplexState & IS_OPENING) === OPENING) {
      stream._duplexState = (stream._duplexState | ACTIVE) & NOT_OPENING
      stream._open(afterOpen.bind(this))
    }
  }

  continueUpdate() {
    if ((this.stream._duplexState & WRITE_NEXT_TICK) === 0) return false
    this.stream._duplexState &= WRITE_NOT_NEXT_TICK
    return true
  }

  updateCallback() {
    if ((this.stream._duplexState & WRITE_UPDATE_SYNC_STATUS) === WRITE_PRIMARY) {
      this.update()
    } else {
      this.updateNextTick()
    }
  }

  updateNextTick() {
    if ((this.stream._duplexState & WRITE_NEXT_TICK) !== 0) return
    this.stream._duplexState |= WRITE_NEXT_TICK
    if ((this.stream._duplexState & WRITE_UPDATING) === 0) qmt(this.afterUpdateNextTick)
  }
}

class ReadableState {
  constructor(
    stream,
    { highWaterMark = 16384, map = null, mapReadable, byteLength, byteLengthReadable } = {}
  ) {
    this.stream = stream
    this.queue = new FIFO()
    this.highWaterMark = highWaterMark === 0 ? 1 : highWaterMark
    this.buffered = 0
    this.readAhead = highWaterMark > 0
    this.error = null
    this.pipeline = null
    this.byteLength = byteLengthReadable || byteLength || defaultByteLength
    this.map = mapReadable || map
    this.pipeTo = null
    this.afterRead = afterRead.bind(this)
    this.afterUpdateNextTick = updateReadNT.bind(this)
  }

  get ending() {
    return (this.stream._duplexState & READ_ENDING) !== 0
  }

  get ended() {
    return (this.stream._duplexState & READ_DONE) !== 0
  }

  pipe(pipeTo, cb) {
    if (this.pipeTo !== null) throw StreamError.BAD_ARGUMENT('Can only pipe to one destination')
    if (typeof cb !== 'function') cb = null

    this.stream._duplexState |= READ_PIPE_DRAINED
    this.pipeTo = pipeTo
    this.pipeline = new Pipeline(this.stream, pipeTo, cb)

    if (cb) this.stream.on('error', noop) // We already error handle this so supress crashes

    if (isStreamx(pipeTo)) {
      pipeTo._writableState.pipeline = this.pipeline
      if (cb) pipeTo.on('error', noop) // We already error handle this so supress crashes
      pipeTo.on('finish', this.pipeline.finished.bind(this.pipeline)) // TODO: just call finished from pipeTo itself
    } else {
      const onerror = this.pipeline.done.bind(this.pipeline, pipeTo)
      const onclose = this.pipeline.done.bind(this.pipeline, pipeTo, null) // onclose has a weird bool arg
      pipeTo.on('error', onerror)
      pipeTo.on('close', onclose)
      pipeTo.on('finish', this.pipeline.finished.bind(this.pipeline))
    }

    pipeTo.on('drain', afterDrain.bind(this))
    this.stream.emit('piping', pipeTo)
    pipeTo.emit('pipe', this.stream)
  }

  push(data) {
    const stream = this.stream

    if (data === null) {
      this.highWaterMark = 0
      stream._duplexState = (stream._duplexState | READ_ENDING) & READ_NON_PRIMARY_AND_PUSHED
      return false
    }

    if (this.map !== null) {
      data = this.map(data)
      if (data === null) {
        stream._duplexState &= READ_PUSHED
        return this.buffered < this.highWaterMark
      }
    }

    this.buffered += this.byteLength(data)
    this.queue.push(data)

    stream._duplexState = (stream._duplexState | READ_QUEUED) & READ_PUSHED

    return this.buffered < this.highWaterMark
  }

  shift() {
    const data = this.queue.shift()

    this.buffered -= this.byteLength(data)
    if (this.buffered === 0) {
      this.stream._duplexState &= READ_NOT_QUEUED
    }

    return data
  }

  unshift(data) {
    const pending = [this.map !== null ? this.map(data) : data]
    while (this.buffered > 0) pending.push(this.shift())

    for (let i = 0; i < pending.length - 1; i++) {
      const data = pending[i]
      this.buffered += this.byteLength(data)
      this.queue.push(data)
    }

    this.push(pending[pending.length - 1])
  }

  read() {
    const stream = this.stream

    if ((stream._duplexState & READ_STATUS) === READ_QUEUED) {
      const data = this.shift()

      if (this.pipeTo !== null && this.pipeTo.write(data) === false) {
        stream._duplexState &= READ_PIPE_NOT_DRAINED
      }

      if ((stream._duplexState & READ_EMIT_DATA) !== 0) {
        stream.emit('data', data)
      }

      return data
    }

    if (this.readAhead === false) {
      stream._duplexState |= READ_READ_AHEAD
      this.updateNextTick()
    }

    return null
  }

  drain() {
    const stream = this.stream

    while (
      (stream._duplexState & READ_STATUS) === READ_QUEUED &&
      (stream._duplexState & READ_FLOWING) !== 0
    ) {
      const data = this.shift()

      if (this.pipeTo !== null && this.pipeTo.write(data) === false) {
        stream._duplexState &= READ_PIPE_NOT_DRAINED
      }

      if ((stream._duplexState & READ_EMIT_DATA) !== 0) {
        stream.emit('data', data)
      }
    }
  }

  update() {
    const stream = this.stream

    stream._duplexState |= READ_UPDATING

    do {
      this.drain()

      while (
        this.buffered < this.highWaterMark &&
        (stream._duplexState & SHOULD_NOT_READ) === READ_READ_AHEAD
      ) {
        stream._duplexState |= READ_ACTIVE_AND_NEEDS_PUSH
        stream._read(this.afterRead)
        this.drain()
      }

      if ((stream._duplexState & READ_READABLE_STATUS) === READ_EMIT_READABLE_AND_QUEUED) {
        stream._duplexState |= READ_EMITTED_READABLE
        stream.emit('readable')
      }

      if ((stream._duplexState & READ_PRIMARY_AND_ACTIVE) === 0) {
        this.updateNonPrimary()
      }
    } while (this.continueUpdate() === true)

    stream._duplexState &= READ_NOT_UPDATING
  }

  updateNonPrimary() {
    const stream = this.stream

    if ((stream._duplexState & READ_ENDING_STATUS) === READ_ENDING) {
      stream._duplexState = (stream._duplexState | READ_DONE) & READ_NOT_ENDING
      stream.emit('end')

      if ((stream._duplexState & AUTO_DESTROY) === DONE) {
        stream._duplexState |= DESTROYING
      }

      if (this.pipeTo !== null) {
        this.pipeTo.end()
      }
    }

    if ((stream._duplexState & DESTROY_STATUS) === DESTROYING) {
      if ((stream._duplexState & ACTIVE_OR_TICKING) === 0) {
        stream._duplexState |= ACTIVE
        stream._destroy(afterDestroy.bind(this))
      }
      return
    }

    if ((stream._duplexState & IS_OPENING) === OPENING) {
      stream._duplexState = (stream._duplexState | ACTIVE) & NOT_OPENING
      stream._open(afterOpen.bind(this))
    }
  }

  continueUpdate() {
    if ((this.stream._duplexState & READ_NEXT_TICK) === 0) return false
    this.stream._duplexState &= READ_NOT_NEXT_TICK
    return true
  }

  updateCallback() {
    if ((this.stream._duplexState & READ_UPDATE_SYNC_STATUS) === READ_PRIMARY) {
      this.update()
    } else {
      this.updateNextTick()
    }
  }

  updateNextTickIfOpen() {
    if ((this.stream._duplexState & READ_NEXT_TICK_OR_OPENING) !== 0) return
    this.stream._duplexState |= READ_NEXT_TICK
    if ((this.stream._duplexState & READ_UPDATING) === 0) qmt(this.afterUpdateNextTick)
  }

  updateNextTick() {
    if ((this.stream._duplexState & READ_NEXT_TICK) !== 0) return
    this.stream._duplexState |= READ_NEXT_TICK
    if ((this.stream._duplexState & READ_UPDATING) === 0) qmt(this.afterUpdateNextTick)
  }
}

class TransformState {
  constructor(stream) {
    this.data = null
    this.afterTransform = afterTransform.bind(stream)
    this.afterFinal = null
  }
}

class Pipeline {
  constructor(src, dst, cb) {
    this.from = src
    this.to = dst
    this.afterPipe = cb
    this.error = null
    this.pipeToFinished = false
  }

  finished() {
    this.pipeToFinished = true
  }

  done(stream, err) {
    if (err) this.error = err

    if (stream === this.to) {
      this.to = null

      if (this.from !== null) {
        if ((this.from._duplexState & READ_DONE) === 0 || !this.pipeToFinished) {
          this.from.destroy(this.error || StreamError.PREMATURE_CLOSE('Writable stream closed'))
        }
        return
      }
    }

    if (stream === this.from) {
      this.from = null

      if (this.to !== null) {
        if ((stream._duplexState & READ_DONE) === 0) {
          this.to.destroy(this.error || StreamError.PREMATURE_CLOSE('Readable stream closed'))
        }
        return
      }
    }

    if (this.afterPipe !== null) this.afterPipe(this.error)
    this.to = this.from = this.afterPipe = null
  }
}

function afterDrain() {
  this.stream._duplexState |= READ_PIPE_DRAINED
  this.updateCallback()
}

function afterFinal(err) {
  const stream = this.stream
  if (err) stream.destroy(err)

  if ((stream._duplexState & DESTROY_STATUS) === 0) {
    stream._duplexState |= WRITE_DONE
    stream.emit('finish')
  }

  if ((stream._duplexState & AUTO_DESTROY) === DONE) {
    stream._duplexState |= DESTROYING
  }

  stream._duplexState &= WRITE_NOT_FINISHING

  // no need to wait the extra tick here, so we short circuit that
  if ((stream._duplexState & WRITE_UPDATING) === 0) {
    this.update()
  } else {
    this.updateNextTick()
  }
}

function afterDestroy(err) {
  const stream = this.stream

  if (!err && !StreamError.isStreamDestroyed(this.error)) err = this.error
  if (err) stream.emit('error', err)

  stream._duplexState |= DESTROYED
  stream.emit('close')

  const rs = stream._readableState
  const ws = stream._writableState

  if (rs !== null && rs.pipeline !== null) {
    rs.pipeline.done(stream, err)
  }

  if (ws !== null) {
    while (ws.drains !== null && ws.drains.length > 0) {
      ws.drains.shift().resolve(false)
    }

    if (ws.pipeline !== null) {
      ws.pipeline.done(stream, err)
    }
  }
}

function afterWrite(err) {
  const stream = this.stream

  if (err) stream.destroy(err)
  stream._duplexState &= WRITE_NOT_ACTIVE

  if (this.drains !== null) tickDrains(this.drains)

  if ((stream._duplexState & WRITE_DRAIN_STATUS) === WRITE_UNDRAINED) {
    stream._duplexState &= WRITE_DRAINED

    if ((stream._duplexState & WRITE_EMIT_DRAIN) === WRITE_EMIT_DRAIN) {
      stream.emit('drain')
    }
  }

  this.updateCallback()
}

function afterRead(err) {
  if (err) this.stream.destroy(err)
  this.stream._duplexState &= READ_NOT_ACTIVE

  if (this.readAhead === false && (this.stream._duplexState & READ_RESUMED) === 0) {
    this.stream._duplexState &= READ_NO_READ_AHEAD
  }

  this.updateCallback()
}

function updateReadNT() {
  if ((this.stream._duplexState & READ_UPDATING) === 0) {
    this.stream._duplexState &= READ_NOT_NEXT_TICK
    this.update()
  }
}

function updateWriteNT() {
  if ((this.stream._duplexState & WRITE_UPDATING) === 0) {
    this.stream._duplexState &= WRITE_NOT_NEXT_TICK
    this.update()
  }
}

function tickDrains(drains) {
  for (let i = 0; i < drains.length; i++) {
    // drains.writes are monotonic, so if one is 0 its always the first one
    if (--drains[i].writes === 0) {
      drains.shift().resolve(true)
      i--
    }
  }
}

function afterOpen(err) {
  const stream = this.stream

  if (err) stream.destroy(err)

  if ((stream._duplexState & DESTROYING) === 0) {
    if ((stream._duplexState & READ_PRIMARY_STATUS) === 0) {
      stream._duplexState |= READ_PRIMARY
    }

    if ((stream._duplexState & WRITE_PRIMARY_STATUS) === 0) {
      stream._duplexState |= WRITE_PRIMARY
    }

    stream.emit('open')
  }

  stream._duplexState &= NOT_ACTIVE

  if (stream._writableState !== null) {
    stream._writableState.updateCallback()
  }

  if (stream._readableState !== null) {
    stream._readableState.updateCallback()
  }
}

function afterTransform(err, data) {
  if (data !== undefined && data !== null) this.push(data)
  this._writableState.afterWrite(err)
}

function newListener(name) {
  if (this._readableState !== null) {
    if (name === 'data') {
      this._duplexState |= READ_EMIT_DATA | READ_RESUMED_READ_AHEAD
      this._readableState.updateNextTick()
    }
    if (name === 'readable') {
      this._duplexState |= READ_EMIT_READABLE
      this._readableState.updateNextTick()
    }
  }

  if (this._writableState !== null) {
    if (name === 'drain') {
      this._duplexState |= WRITE_EMIT_DRAIN
      this._writableState.updateNextTick()
    }
  }
}

class Stream extends EventEmitter {
  constructor(opts) {
    super()

    this._duplexState = 0
    this._readableState = null
    this._writableState = null

    if (opts) {
      if (opts.open) this._open = opts.open
      if (opts.destroy) this._destroy = opts.destroy
      if (opts.predestroy) this._predestroy = opts.predestroy
      if (opts.signal) opts.signal.addEventListener('abort', abort.bind(this))
    }

    this.on('newListener', newListener)
  }

  _open(cb) {
    cb(null)
  }

  _destroy(cb) {
    cb(null)
  }

  _predestroy() {
    // does nothing
  }

  get readable() {
    return this._readableState !== null ? true : undefined
  }

  get writable() {
    return this._writableState !== null ? true : undefined
  }

  get destroyed() {
    return (this._duplexState & DESTROYED) !== 0
  }

  get destroying() {
    return (this._duplexState & DESTROY_STATUS) !== 0
  }

  destroy(err) {
    if ((this._duplexState & DESTROY_STATUS) === 0) {
      if (!err) err = StreamError.STREAM_DESTROYED()
      this._duplexState = (this._duplexState | DESTROYING) & NON_PRIMARY

      if (this._readableState !== null) {
        this._readableState.highWaterMark = 0
        this._readableState.error = err
      }

      if (this._writableState !== null) {
        this._writableState.highWaterMark = 0
        this._writableState.error = err
      }

      this._duplexState |= PREDESTROYING
      this._predestroy()
      this._duplexState &= NOT_PREDESTROYING

      if (this._readableState !== null) {
        this._readableState.updateNextTick()
      }

      if (this._writableState !== null) {
        this._writableState.updateNextTick()
      }
    }
  }
}

class Readable extends Stream {
  constructor(opts) {
    super(opts)

    this._duplexState |= OPENING | WRITE_DONE | READ_READ_AHEAD
    this._readableState = new ReadableState(this, opts)

    if (opts) {
      if (this._readableState.readAhead === false) this._duplexState &= READ_NO_READ_AHEAD
      if (opts.read) this._read = opts.read
      if (opts.eagerOpen) this._readableState.updateNextTick()
      if (opts.encoding) this.setEncoding(opts.encoding)
    }
  }

  static deferred(fn, opts) {
    const out = new PassThrough(opts)

    fn()
      .then((src) => {
        if (src === null) return out.end()
        if (out.destroying) return
        pipeline(src, out, noop)
      })
      .catch((err) => out.destroy(err))

    return out
  }

  setEncoding(encoding) {
    const dec = new TextDecoder(encoding)
    const map = this._readableState.map || echo
    this._readableState.map = mapOrSkip
    return this

    function mapOrSkip(data) {
      const next = dec.push(data)
      return next === '' && (data.byteLength !== 0 || dec.remaining > 0) ? null : map(next)
    }
  }

  _read(cb) {
    cb(null)
  }

  pipe(dest, cb) {
    this._readableState.updateNextTick()
    this._readableState.pipe(dest, cb)
    return dest
  }

  read() {
    this._readableState.updateNextTick()
    return this._readableState.read()
  }

  push(data) {
    this._readableState.updateNextTickIfOpen()
    return this._readableState.push(data)
  }

  unshift(data) {
    this._readableState.updateNextTickIfOpen()
    return this._readableState.unshift(data)
  }

  resume() {
    this._duplexState |= READ_RESUMED_READ_AHEAD
    this._readableState.updateNextTick()
    return this
  }

  pause() {
    this._duplexState &=
      this._readableState.readAhead === false ? READ_PAUSED_NO_READ_AHEAD : READ_PAUSED
    return this
  }

  static _fromAsyncIterator(ite, opts) {
    let destroy

    const rs = new Readable({
      ...opts,
      read(cb) {
        ite.next().then(push).then(cb.bind(null, null)).catch(cb)
      },
      predestroy() {
        destroy = ite.return()
      },
      destroy(cb) {
        if (!destroy) return cb(null)
        destroy.then(cb.bind(null, null)).catch(cb)
      }
    })

    return rs

    function push(data) {
      if (data.done) rs.push(null)
      else rs.push(data.value)
    }
  }

  static from(data, opts) {
    if (isReadStreamx(data)) return data
    if (data[asyncIterator]) return this._fromAsyncIterator(data[asyncIterator](), opts)
    if (!Array.isArray(data)) data = data === undefined ? [] : [data]

    let i = 0
    return new Readable({
      ...opts,
      read(cb) {
        this.push(i === data.length ? null : data[i++])
        cb(null)
      }
    })
  }

  static isBackpressured(rs) {
    return (
      (rs._duplexState & READ_BACKPRESSURE_STATUS) !== 0 ||
      rs._readableState.buffered >= rs._readableState.highWaterMark
    )
  }

  static isPaused(rs) {
    return (rs._duplexState & READ_RESUMED) === 0
  }

  [asyncIterator]() {
    const stream = this

    let error = null
    let promiseResolve = null
    let promiseReject = null

    this.on('error', (err) => {
      error = err
    })
    this.on('readable', onreadable)
    this.on('close', onclose)

    return {
      [asyncIterator]() {
        return this
      },
      next() {
        return new Promise(function (resolve, reject) {
          promiseResolve = resolve
          promiseReject = reject
          const data = stream.read()
          if (data !== null) ondata(data)
          else if ((stream._duplexState & DESTROYED) !== 0) ondata(null)
        })
      },
      return() {
        return destroy(null)
      },
      throw(err) {
        return destroy(err)
      }
    }

    function onreadable() {
      if (promiseResolve !== null) ondata(stream.read())
    }

    function onclose() {
      if (promiseResolve !== null) ondata(null)
    }

    function ondata(data) {
      if (promiseReject === null) return
      if (error) {
        promiseReject(error)
      } else if (data === null && (stream._duplexState & READ_DONE) === 0) {
        promiseReject(StreamError.STREAM_DESTROYED())
      } else {
        promiseResolve({ value: data, done: data === null })
      }
      promiseReject = promiseResolve = null
    }

    function destroy(err) {
      stream.destroy(err)
      return new Promise((resolve, reject) => {
        if (stream._duplexState & DESTROYED) return resolve({ value: undefined, done: true })
        stream.once('close', function () {
          if (err) reject(err)
          else resolve({ value: undefined, done: true })
        })
      })
    }
  }
}

class Writable extends Stream {
  constructor(opts) {
    super(opts)

    this._duplexState |= OPENING | READ_DONE
    this._writableState = new WritableState(this, opts)

    if (opts) {
      if (opts.writev) this._writev = opts.writev
      if (opts.write) this._write = opts.write
      if (opts.final) this._final = opts.final
      if (opts.eagerOpen) this._writableState.updateNextTick()
    }
  }

  cork() {
    this._duplexState |= WRITE_CORKED
  }

  uncork() {
    this._duplexState &= WRITE_NOT_CORKED
    this._writableState.updateNextTick()
  }

  _writev(batch, cb) {
    cb(null)
  }

  _write(data, cb) {
    this._writableState.autoBatch(data, cb)
  }

  _final(cb) {
    cb(null)
  }

  static isBackpressured(ws) {
    return (ws._duplexState & WRITE_BACKPRESSURE_STATUS) !== 0
  }

  static drained(ws) {
    if (ws.destroyed) return Promise.resolve(false)

    const state = ws._writableState
    const pending = isWritev(ws) ? Math.min(1, state.queue.length) : state.queue.length
    const writes = pending + (ws._duplexState & WRITE_WRITING ? 1 : 0)
    if (writes === 0) return Promise.resolve(true)

    if (state.drains === null) state.drains = []
    return new Promise((resolve) => {
      state.drains.push({ writes, resolve })
    })
  }

  write(data) {
    this._writableState.updateNextTick()
    return this._writableState.push(data)
  }

  end(data) {
    this._writableState.updateNextTick()
    this._writableState.end(data)
    return this
  }
}

class Duplex extends Readable {
  // and Writable
  constructor(opts) {
    super(opts)

    this._duplexState = OPENING | (this._duplexState & READ_READ_AHEAD)
    this._writableState = new WritableState(this, opts)

    if (opts) {
      if (opts.writev) this._writev = opts.writev
      if (opts.write) this._write = opts.write
      if (opts.final) this._final = opts.final
    }
  }

  cork() {
    this._duplexState |= WRITE_CORKED
  }

  uncork() {
    this._duplexState &= WRITE_NOT_CORKED
    this._writableState.updateNextTick()
  }

  _writev(batch, cb) {
    cb(null)
  }

  _write(data, cb) {
    this._writableState.autoBatch(data, cb)
  }

  _final(cb) {
    cb(null)
  }

  write(data) {
    this._writableState.updateNextTick()
    return this._writableState.push(data)
  }

  end(data) {
    this._writableState.updateNextTick()
    this._writableState.end(data)
    return this
  }
}

class Transform extends Duplex {
  constructor(opts) {
    super(opts)
    this._transformState = new TransformState(this)

    if (opts) {
      if (opts.transform) this._transform = opts.transform
      if (opts.flush) this._flush = opts.flush
    }
  }

  _write(data, cb) {
    if (this._readableState.buffered >= this._readableState.highWaterMark) {
      this._transformState.data = data
    } else {
      this._transform(data, this._transformState.afterTransform)
    }
  }

  _read(cb) {
    if (this._transformState.data !== null) {
      const data = this._transformState.data
      this._transformState.data = null
      cb(null)
      this._transform(data, this._transformState.afterTransform)
    } else {
      cb(null)
    }
  }

  destroy(err) {
    super.destroy(err)
    if (this._transformState.data !== null) {
      this._transformState.data = null
      this._transformState.afterTransform()
    }
  }

  _transform(data, cb) {
    cb(null, data)
  }

  _flush(cb) {
    cb(null)
  }

  _final(cb) {
    this._transformState.afterFinal = cb
    this._flush(transformAfterFlush.bind(this))
  }
}

class PassThrough extends Transform {}

function transformAfterFlush(err, data) {
  const cb = this._transformState.afterFinal
  if (err) return cb(err)

  if (data !== null && data !== undefined) this.push(data)
  this.push(null)
  cb(null)
}

function pipelinePromise(...streams) {
  return new Promise((resolve, reject) => {
    return pipeline(...streams, (err) => {
      if (err) return reject(err)
      resolve()
    })
  })
}

function pipeline(stream, ...streams) {
  const all = Array.isArray(stream) ? [...stream, ...streams] : [stream, ...streams]
  const done = all.length && typeof all[all.length - 1] === 'function' ? all.pop() : null

  if (all.length < 2) throw StreamError.BAD_ARGUMENT('Pipeline requires at least 2 streams')

  let src = all[0]
  let dest = null
  let error = null

  for (let i = 1; i < all.length; i++) {
    dest = all[i]

    if (isStreamx(src)) {
      src.pipe(dest, onerror)
    } else {
      errorHandle(src, true, i > 1, onerror)
      src.pipe(dest)
    }

    src = dest
  }

  if (done) {
    let fin = false

    const autoDestroy =
      isStreamx(dest) || !!(dest._writableState && dest._writableState.autoDestroy)

    dest.on('error', (err) => {
      if (error === null) error = err
    })

    dest.on('finish', () => {
      fin = true
      if (!autoDestroy) done(error)
    })

    if (autoDestroy) {
      dest.on('close', () => done(error || (fin ? null : StreamError.PREMATURE_CLOSE())))
    }
  }

  return dest

  function errorHandle(s, rd, wr, onerror) {
    s.on('error', onerror)
    s.on('close', onclose)

    function onclose() {
      if (rd && s._readableState && !s._readableState.ended) {
        return onerror(StreamError.PREMATURE_CLOSE())
      }
      if (wr && s._writableState && !s._writableState.ended) {
        return onerror(StreamError.PREMATURE_CLOSE())
      }
    }
  }

  function onerror(err) {
    if (!err || error) return
    error = err

    for (const s of all) {
      s.destroy(err)
    }
  }
}

function echo(s) {
  return s
}

function isStream(stream) {
  return !!stream._readableState || !!stream._writableState
}

function isStreamx(stream) {
  return typeof stream._duplexState === 'number' && isStream(stream)
}

function isEnding(stream) {
  return !!stream._readableState && stream._readableState.ending
}

function isEnded(stream) {
  return !!stream._readableState && stream._readableState.ended
}

function isFinishing(stream) {
  return !!stream._writableState && stream._writableState.ending
}

function isFinished(stream) {
  return !!stream._writableState && stream._writableState.ended
}

function getStreamError(stream, opts = {}) {
  const err =
    (stream._readableState && stream._readableState.error) ||
    (stream._writableState && stream._writableState.error)

  // avoid implicit errors by default
  return !opts.all && StreamError.isStreamDestroyed(err) ? null : err
}

function isReadStreamx(stream) {
  return isStreamx(stream) && stream.readable
}

function isDisturbed(stream) {
  return (
    (stream._duplexState & OPENING) !== OPENING ||
    (stream._duplexState & DESTROYING) === DESTROYING ||
    (stream._duplexState & ACTIVE_OR_TICKING) !== 0
  )
}

function isTypedArray(data) {
  return typeof data === 'object' && data !== null && typeof data.byteLength === 'number'
}

function defaultByteLength(data) {
  return isTypedArray(data) ? data.byteLength : 1024
}

function noop() {}

function abort() {
  this.destroy(StreamError.ABORTED())
}

function isWritev(s) {
  return s._writev !== Writable.prototype._writev && s._writev !== Duplex.prototype._writev
}

module.exports = {
  pipeline,
  pipelinePromise,
  isStream,
  isStreamx,
  isEnding,
  isEnded,
  isFinishing,
  isFinished,
  isDisturbed,
  getStreamError,
  Stream,
  Writable,
  Readable,
  Duplex,
  Transform,
  // Export PassThrough for compatibility with Node.js core's stream module
  PassThrough
}


/***/ }),

/***/ 45657:
/***/ ((module) => {

module.exports = class StreamError extends Error {
  constructor(msg, code, fn = StreamError) {
    super(msg)

    this.code = code

    if (Error.captureStackTrace) {
      Error.captureStackTrace(this, fn)
    }
  }

  static isStreamDestroyed(err) {
    return err && err.code === 'STREAM_DESTROYED'
  }

  static isPrematureClose(err) {
    return err && err.code === 'PREMATURE_CLOSE'
  }

  static isAborted(err) {
    return err && err.code === 'ABORTED'
  }

  static isBadArgument(err) {
    return err && err.code === 'BAD_ARGUMENT'
  }

  get name() {
    return 'StreamError'
  }

  static STREAM_DESTROYED() {
    return new StreamError('Stream was destroyed', 'STREAM_DESTROYED', StreamError.STREAM_DESTROYED)
  }

  static PREMATURE_CLOSE(msg = 'Premature close') {
    return new StreamError(msg, 'PREMATURE_CLOSE', StreamError.PREMATURE_CLOSE)
  }

  static ABORTED() {
    return new StreamError('Stream aborted', 'ABORTED', StreamError.ABORTED)
  }

  static BAD_ARGUMENT(msg = 'Bad argument') {
    return new StreamError(msg, 'BAD_ARGUMENT', StreamError.BAD_ARGUMENT)
  }
}


/***/ }),

/***/ 20775:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const constants = { // just for envs without fs
  S_IFMT: 61440,
  S_IFDIR: 16384,
  S_IFCHR: 8192,
  S_IFBLK: 24576,
  S_IFIFO: 4096,
  S_IFLNK: 40960
}

try {
  module.exports = (__nccwpck_require__(79896).constants) || constants
} catch {
  module.exports = constants
}


/***/ }),

/***/ 35763:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const { Writable, Readable, getStreamError } = __nccwpck_require__(36204)
const FIFO = __nccwpck_require__(83867)
const b4a = __nccwpck_require__(73057)
const headers = __nccwpck_require__(88428)

const EMPTY = b4a.alloc(0)
const MAX_HEADER_SIZE = 4 * 1024 * 1024 // arbitrary big number

class BufferList {
  constructor () {
    this.buffered = 0
    this.shifted = 0
    this.queue = new FIFO()

    this._offset = 0
  }

  push (buffer) {
    this.buffered += buffer.byteLength
    this.queue.push(buffer)
  }

  shiftFirst (size) {
    return this.buffered === 0 ? null : this._next(size)
  }

  shift (size) {
    if (size > this.buffered) return null
    if (size === 0) return EMPTY

    let chunk = this._next(size)

    if (size === chunk.byteLength) return chunk // likely case

    const chunks = [chunk]

    while ((size -= chunk.byteLength) > 0) {
      chunk = this._next(size)
      chunks.push(chunk)
    }

    return b4a.concat(chunks)
  }

  _next (size) {
    const buf = this.queue.peek()
    const rem = buf.byteLength - this._offset

    if (size >= rem) {
      const sub = this._offset ? buf.subarray(this._offset, buf.byteLength) : buf
      this.queue.shift()
      this._offset = 0
      this.buffered -= rem
      this.shifted += rem
      return sub
    }

    this.buffered -= size
    this.shifted += size

    return buf.subarray(this._offset, (this._offset += size))
  }
}

class Source extends Readable {
  constructor (self, header, offset) {
    super()

    this.header = header
    this.offset = offset

    this._parent = self
  }

  _read (cb) {
    if (this.header.size === 0) {
      this.push(null)
    }
    if (this._parent._stream === this) {
      this._parent._update()
    }
    cb(null)
  }

  _predestroy () {
    this._parent.destroy(getStreamError(this))
  }

  _detach () {
    if (this._parent._stream === this) {
      this._parent._stream = null
      this._parent._missing = overflow(this.header.size)
      this._parent._update()
    }
  }

  _destroy (cb) {
    this._detach()
    cb(null)
  }
}

class Extract extends Writable {
  constructor (opts) {
    super(opts)

    if (!opts) opts = {}

    this._buffer = new BufferList()
    this._offset = 0
    this._header = null
    this._stream = null
    this._missing = 0
    this._longHeader = false
    this._callback = noop
    this._locked = false
    this._finished = false
    this._pax = null
    this._paxGlobal = null
    this._gnuLongPath = null
    this._gnuLongLinkPath = null
    this._filenameEncoding = opts.filenameEncoding || 'utf-8'
    this._allowUnknownFormat = !!opts.allowUnknownFormat
    this._unlockBound = this._unlock.bind(this)
  }

  _unlock (err) {
    this._locked = false

    if (err) {
      this.destroy(err)
      this._continueWrite(err)
      return
    }

    this._update()
  }

  _consumeHeader () {
    if (this._locked) return false

    this._offset = this._buffer.shifted

    try {
      this._header = headers.decode(this._buffer.shift(512), this._filenameEncoding, this._allowUnknownFormat)
    } catch (err) {
      this._continueWrite(err)
      return false
    }

    if (!this._header) return true

    this._header.byteOffset = this._buffer.shifted

    switch (this._header.type) {
      case 'gnu-long-path':
      case 'gnu-long-link-path':
      case 'pax-global-header':
      case 'pax-header':
        this._longHeader = true
        this._missing = this._header.size
        if (this._missing > MAX_HEADER_SIZE) {
          this._continueWrite(new Error('Header exceeds max size'))
          return false
        }
        return true
    }

    this._locked = true
    this._applyLongHeaders()

    if (!(this._header.size >= 0)) {
      this._continueWrite(new Error('Invalid header'))
      return false
    }

    if (this._header.size === 0 || this._header.type === 'directory') {
      this.emit('entry', this._header, this._createStream(), this._unlockBound)
      return true
    }

    this._stream = this._createStream()
    this._missing = this._header.size

    this.emit('entry', this._header, this._stream, this._unlockBound)
    return true
  }

  _applyLongHeaders () {
    if (this._gnuLongPath) {
      this._header.name = this._gnuLongPath
      this._gnuLongPath = null
    }

    if (this._gnuLongLinkPath) {
      this._header.linkname = this._gnuLongLinkPath
      this._gnuLongLinkPath = null
    }

    if (this._pax) {
      if (this._pax.path) this._header.name = this._pax.path
      if (this._pax.linkpath) this._header.linkname = this._pax.linkpath
      if (this._pax.size) this._header.size = parseInt(this._pax.size, 10)
      this._header.pax = this._pax
      this._pax = null
    }
  }

  _decodeLongHeader (buf) {
    switch (this._header.type) {
      case 'gnu-long-path':
        this._gnuLongPath = headers.decodeLongPath(buf, this._filenameEncoding)
        break
      case 'gnu-long-link-path':
        this._gnuLongLinkPath = headers.decodeLongPath(buf, this._filenameEncoding)
        break
      case 'pax-global-header':
        this._paxGlobal = headers.decodePax(buf)
        break
      case 'pax-header':
        this._pax = this._paxGlobal === null
          ? headers.decodePax(buf)
          : Object.assign({}, this._paxGlobal, headers.decodePax(buf))
        break
    }
  }

  _consumeLongHeader () {
    this._longHeader = false
    this._missing = overflow(this._header.size)

    const buf = this._buffer.shift(this._header.size)

    try {
      this._decodeLongHeader(buf)
    } catch (err) {
      this._continueWrite(err)
      return false
    }

    return true
  }

  _consumeStream () {
    const buf = this._buffer.shiftFirst(this._missing)
    if (buf === null) return false

    this._missing -= buf.byteLength
    const drained = this._stream.push(buf)

    if (this._missing === 0) {
      this._stream.push(null)
      if (drained) this._stream._detach()
      return drained && this._locked === false
    }

    return drained
  }

  _createStream () {
    return new Source(this, this._header, this._offset)
  }

  _update () {
    while (this._buffer.buffered > 0 && !this.destroying) {
      if (this._missing > 0) {
        if (this._stream !== null) {
          if (this._consumeStream() === false) return
          continue
        }

        if (this._longHeader === true) {
          if (this._missing > this._buffer.buffered) break
          if (this._consumeLongHeader() === false) return false
          continue
        }

        const ignore = this._buffer.shiftFirst(this._missing)
        if (ignore !== null) this._missing -= ignore.byteLength
        continue
      }

      if (this._buffer.buffered < 512) break
      if (this._stream !== null || this._consumeHeader() === false) return
    }

    this._continueWrite(null)
  }

  _continueWrite (err) {
    const cb = this._callback
    this._callback = noop
    cb(err)
  }

  _write (data, cb) {
    this._callback = cb
    this._buffer.push(data)
    this._update()
  }

  _final (cb) {
    this._finished = this._missing === 0 && this._buffer.buffered === 0
    cb(this._finished ? null : new Error('Unexpected end of data'))
  }

  _predestroy () {
    this._continueWrite(null)
  }

  _destroy (cb) {
    if (this._stream) this._stream.destroy(getStreamError(this))
    cb(null)
  }

  [Symbol.asyncIterator] () {
    let error = null

    let promiseResolve = null
    let promiseReject = null

    let entryStream = null
    let entryCallback = null

    const extract = this

    this.on('entry', onentry)
    this.on('error', (err) => { error = err })
    this.on('close', onclose)

    return {
      [Symbol.asyncIterator] () {
        return this
      },
      next () {
        return new Promise(onnext)
      },
      return () {
        return destroy(null)
      },
      throw (err) {
        return destroy(err)
      }
    }

    function consumeCallback (err) {
      if (!entryCallback) return
      const cb = entryCallback
      entryCallback = null
      cb(err)
    }

    function onnext (resolve, reject) {
      if (error) {
        return reject(error)
      }

      if (entryStream) {
        resolve({ value: entryStream, done: false })
        entryStream = null
        return
      }

      promiseResolve = resolve
      promiseReject = reject

      consumeCallback(null)

      if (extract._finished && promiseResolve) {
        promiseResolve({ value: undefined, done: true })
        promiseResolve = promiseReject = null
      }
    }

    function onentry (header, stream, callback) {
      entryCallback = callback
      stream.on('error', noop) // no way around this due to tick sillyness

      if (promiseResolve) {
        promiseResolve({ value: stream, done: false })
        promiseResolve = promiseReject = null
      } else {
        entryStream = stream
      }
    }

    function onclose () {
      consumeCallback(error)
      if (!promiseResolve) return
      if (error) promiseReject(error)
      else promiseResolve({ value: undefined, done: true })
      promiseResolve = promiseReject = null
    }

    function destroy (err) {
      extract.destroy(err)
      consumeCallback(err)
      return new Promise((resolve, reject) => {
        if (extract.destroyed) return resolve({ value: undefined, done: true })
        extract.once('close', function () {
          if (err) reject(err)
          else resolve({ value: undefined, done: true })
        })
      })
    }
  }
}

module.exports = function extract (opts) {
  return new Extract(opts)
}

function noop () {}

function overflow (size) {
  size &= 511
  return size && 512 - size
}


/***/ }),

/***/ 88428:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const b4a = __nccwpck_require__(73057)

const ZEROS = '0000000000000000000'
const SEVENS = '7777777777777777777'
const ZERO_OFFSET = '0'.charCodeAt(0)
const USTAR_MAGIC = b4a.from([0x75, 0x73, 0x74, 0x61, 0x72, 0x00]) // ustar\x00
const USTAR_VER = b4a.from([ZERO_OFFSET, ZERO_OFFSET])
const GNU_MAGIC = b4a.from([0x75, 0x73, 0x74, 0x61, 0x72, 0x20]) // ustar\x20
const GNU_VER = b4a.from([0x20, 0x00])
const MASK = 0o7777
const MAGIC_OFFSET = 257
const VERSION_OFFSET = 263

exports.decodeLongPath = function decodeLongPath (buf, encoding) {
  return decodeStr(buf, 0, buf.length, encoding)
}

exports.encodePax = function encodePax (opts) { // TODO: encode more stuff in pax
  let result = ''
  if (opts.name) result += addLength(' path=' + opts.name + '\n')
  if (opts.linkname) result += addLength(' linkpath=' + opts.linkname + '\n')
  const pax = opts.pax
  if (pax) {
    for (const key in pax) {
      result += addLength(' ' + key + '=' + pax[key] + '\n')
    }
  }
  return b4a.from(result)
}

exports.decodePax = function decodePax (buf) {
  const result = {}

  while (buf.length) {
    let i = 0
    while (i < buf.length && buf[i] !== 32) i++
    const len = parseInt(b4a.toString(buf.subarray(0, i)), 10)
    if (!len) return result

    const b = b4a.toString(buf.subarray(i + 1, len - 1))
    const keyIndex = b.indexOf('=')
    if (keyIndex === -1) return result
    result[b.slice(0, keyIndex)] = b.slice(keyIndex + 1)

    buf = buf.subarray(len)
  }

  return result
}

exports.encode = function encode (opts) {
  const buf = b4a.alloc(512)
  let name = opts.name
  let prefix = ''

  if (opts.typeflag === 5 && name[name.length - 1] !== '/') name += '/'
  if (b4a.byteLength(name) !== name.length) return null // utf-8

  while (b4a.byteLength(name) > 100) {
    const i = name.indexOf('/')
    if (i === -1) return null
    prefix += prefix ? '/' + name.slice(0, i) : name.slice(0, i)
    name = name.slice(i + 1)
  }

  if (b4a.byteLength(name) > 100 || b4a.byteLength(prefix) > 155) return null
  if (opts.linkname && b4a.byteLength(opts.linkname) > 100) return null

  b4a.write(buf, name)
  b4a.write(buf, encodeOct(opts.mode & MASK, 6), 100)
  b4a.write(buf, encodeOct(opts.uid, 6), 108)
  b4a.write(buf, encodeOct(opts.gid, 6), 116)
  encodeSize(opts.size, buf, 124)
  b4a.write(buf, encodeOct((opts.mtime.getTime() / 1000) | 0, 11), 136)

  buf[156] = ZERO_OFFSET + toTypeflag(opts.type)

  if (opts.linkname) b4a.write(buf, opts.linkname, 157)

  b4a.copy(USTAR_MAGIC, buf, MAGIC_OFFSET)
  b4a.copy(USTAR_VER, buf, VERSION_OFFSET)
  if (opts.uname) b4a.write(buf, opts.uname, 265)
  if (opts.gname) b4a.write(buf, opts.gname, 297)
  b4a.write(buf, encodeOct(opts.devmajor || 0, 6), 329)
  b4a.write(buf, encodeOct(opts.devminor || 0, 6), 337)

  if (prefix) b4a.write(buf, prefix, 345)

  b4a.write(buf, encodeOct(cksum(buf), 6), 148)

  return buf
}

exports.decode = function decode (buf, filenameEncoding, allowUnknownFormat) {
  let typeflag = buf[156] === 0 ? 0 : buf[156] - ZERO_OFFSET

  let name = decodeStr(buf, 0, 100, filenameEncoding)
  const mode = decodeOct(buf, 100, 8)
  const uid = decodeOct(buf, 108, 8)
  const gid = decodeOct(buf, 116, 8)
  const size = decodeOct(buf, 124, 12)
  const mtime = decodeOct(buf, 136, 12)
  const type = toType(typeflag)
  const linkname = buf[157] === 0 ? null : decodeStr(buf, 157, 100, filenameEncoding)
  const uname = decodeStr(buf, 265, 32)
  const gname = decodeStr(buf, 297, 32)
  const devmajor = decodeOct(buf, 329, 8)
  const devminor = decodeOct(buf, 337, 8)

  const c = cksum(buf)

  // checksum is still initial value if header was null.
  if (c === 8 * 32) return null

  // valid checksum
  if (c !== decodeOct(buf, 148, 8)) throw new Error('Invalid tar header. Maybe the tar is corrupted or it needs to be gunzipped?')

  if (isUSTAR(buf)) {
    // ustar (posix) format.
    // prepend prefix, if present.
    if (buf[345]) name = decodeStr(buf, 345, 155, filenameEncoding) + '/' + name
  } else if (isGNU(buf)) {
    // 'gnu'/'oldgnu' format. Similar to ustar, but has support for incremental and
    // multi-volume tarballs.
  } else {
    if (!allowUnknownFormat) {
      throw new Error('Invalid tar header: unknown format.')
    }
  }

  // to support old tar versions that use trailing / to indicate dirs
  if (typeflag === 0 && name && name[name.length - 1] === '/') typeflag = 5

  return {
    name,
    mode,
    uid,
    gid,
    size,
    byteOffset: 0,
    mtime: new Date(1000 * mtime),
    type,
    linkname,
    uname,
    gname,
    devmajor,
    devminor,
    pax: null
  }
}

function isUSTAR (buf) {
  return b4a.equals(USTAR_MAGIC, buf.subarray(MAGIC_OFFSET, MAGIC_OFFSET + 6))
}

function isGNU (buf) {
  return b4a.equals(GNU_MAGIC, buf.subarray(MAGIC_OFFSET, MAGIC_OFFSET + 6)) &&
    b4a.equals(GNU_VER, buf.subarray(VERSION_OFFSET, VERSION_OFFSET + 2))
}

function clamp (index, len, defaultValue) {
  if (typeof index !== 'number') return defaultValue
  index = ~~index // Coerce to integer.
  if (index >= len) return len
  if (index >= 0) return index
  index += len
  if (index >= 0) return index
  return 0
}

function toType (flag) {
  switch (flag) {
    case 0:
      return 'file'
    case 1:
      return 'link'
    case 2:
      return 'symlink'
    case 3:
      return 'character-device'
    case 4:
      return 'block-device'
    case 5:
      return 'directory'
    case 6:
      return 'fifo'
    case 7:
      return 'contiguous-file'
    case 72:
      return 'pax-header'
    case 55:
      return 'pax-global-header'
    case 27:
      return 'gnu-long-link-path'
    case 28:
    case 30:
      return 'gnu-long-path'
  }

  return null
}

function toTypeflag (flag) {
  switch (flag) {
    case 'file':
      return 0
    case 'link':
      return 1
    case 'symlink':
      return 2
    case 'character-device':
      return 3
    case 'block-device':
      return 4
    case 'directory':
      return 5
    case 'fifo':
      return 6
    case 'contiguous-file':
      return 7
    case 'pax-header':
      return 72
  }

  return 0
}

function indexOf (block, num, offset, end) {
  for (; offset < end; offset++) {
    if (block[offset] === num) return offset
  }
  return end
}

function cksum (block) {
  let sum = 8 * 32
  for (let i = 0; i < 148; i++) sum += block[i]
  for (let j = 156; j < 512; j++) sum += block[j]
  return sum
}

function encodeOct (val, n) {
  val = val.toString(8)
  if (val.length > n) return SEVENS.slice(0, n) + ' '
  return ZEROS.slice(0, n - val.length) + val + ' '
}

function encodeSizeBin (num, buf, off) {
  buf[off] = 0x80
  for (let i = 11; i > 0; i--) {
    buf[off + i] = num & 0xff
    num = Math.floor(num / 0x100)
  }
}

function encodeSize (num, buf, off) {
  if (num.toString(8).length > 11) {
    encodeSizeBin(num, buf, off)
  } else {
    b4a.write(buf, encodeOct(num, 11), off)
  }
}

/* Copied from the node-tar repo and modified to meet
 * tar-stream coding standard.
 *
 * Source: https://github.com/npm/node-tar/blob/51b6627a1f357d2eb433e7378e5f05e83b7aa6cd/lib/header.js#L349
 */
function parse256 (buf) {
  // first byte MUST be either 80 or FF
  // 80 for positive, FF for 2's comp
  let positive
  if (buf[0] === 0x80) positive = true
  else if (buf[0] === 0xFF) positive = false
  else return null

  // build up a base-256 tuple from the least sig to the highest
  const tuple = []
  let i
  for (i = buf.length - 1; i > 0; i--) {
    const byte = buf[i]
    if (positive) tuple.push(byte)
    else tuple.push(0xFF - byte)
  }

  let sum = 0
  const l = tuple.length
  for (i = 0; i < l; i++) {
    sum += tuple[i] * Math.pow(256, i)
  }

  return positive ? sum : -1 * sum
}

function decodeOct (val, offset, length) {
  val = val.subarray(offset, offset + length)
  offset = 0

  // If prefixed with 0x80 then parse as a base-256 integer
  if (val[offset] & 0x80) {
    return parse256(val)
  } else {
    // Older versions of tar can prefix with spaces
    while (offset < val.length && val[offset] === 32) offset++
    const end = clamp(indexOf(val, 32, offset, val.length), val.length, val.length)
    while (offset < end && val[offset] === 0) offset++
    if (end === offset) return 0
    return parseInt(b4a.toString(val.subarray(offset, end)), 8)
  }
}

function decodeStr (val, offset, length, encoding) {
  return b4a.toString(val.subarray(offset, indexOf(val, 0, offset, offset + length)), encoding)
}

function addLength (str) {
  const len = b4a.byteLength(str)
  let digits = Math.floor(Math.log(len) / Math.log(10)) + 1
  if (len + digits >= Math.pow(10, digits)) digits++

  return (len + digits) + str
}


/***/ }),

/***/ 56118:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

exports.extract = __nccwpck_require__(35763)
/* unused reexport */ __nccwpck_require__(80861)


/***/ }),

/***/ 80861:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const { Readable, Writable, getStreamError } = __nccwpck_require__(36204)
const b4a = __nccwpck_require__(73057)

const constants = __nccwpck_require__(20775)
const headers = __nccwpck_require__(88428)

const DMODE = 0o755
const FMODE = 0o644

const END_OF_TAR = b4a.alloc(1024)

class Sink extends Writable {
  constructor (pack, header, callback) {
    super({ mapWritable, eagerOpen: true })

    this.written = 0
    this.header = header

    this._callback = callback
    this._linkname = null
    this._isLinkname = header.type === 'symlink' && !header.linkname
    this._isVoid = header.type !== 'file' && header.type !== 'contiguous-file'
    this._finished = false
    this._pack = pack
    this._openCallback = null

    if (this._pack._stream === null) this._pack._stream = this
    else this._pack._pending.push(this)
  }

  _open (cb) {
    this._openCallback = cb
    if (this._pack._stream === this) this._continueOpen()
  }

  _continuePack (err) {
    if (this._callback === null) return

    const callback = this._callback
    this._callback = null

    callback(err)
  }

  _continueOpen () {
    if (this._pack._stream === null) this._pack._stream = this

    const cb = this._openCallback
    this._openCallback = null
    if (cb === null) return

    if (this._pack.destroying) return cb(new Error('pack stream destroyed'))
    if (this._pack._finalized) return cb(new Error('pack stream is already finalized'))

    this._pack._stream = this

    if (!this._isLinkname) {
      this._pack._encode(this.header)
    }

    if (this._isVoid) {
      this._finish()
      this._continuePack(null)
    }

    cb(null)
  }

  _write (data, cb) {
    if (this._isLinkname) {
      this._linkname = this._linkname ? b4a.concat([this._linkname, data]) : data
      return cb(null)
    }

    if (this._isVoid) {
      if (data.byteLength > 0) {
        return cb(new Error('No body allowed for this entry'))
      }
      return cb()
    }

    this.written += data.byteLength
    if (this._pack.push(data)) return cb()
    this._pack._drain = cb
  }

  _finish () {
    if (this._finished) return
    this._finished = true

    if (this._isLinkname) {
      this.header.linkname = this._linkname ? b4a.toString(this._linkname, 'utf-8') : ''
      this._pack._encode(this.header)
    }

    overflow(this._pack, this.header.size)

    this._pack._done(this)
  }

  _final (cb) {
    if (this.written !== this.header.size) { // corrupting tar
      return cb(new Error('Size mismatch'))
    }

    this._finish()
    cb(null)
  }

  _getError () {
    return getStreamError(this) || new Error('tar entry destroyed')
  }

  _predestroy () {
    this._pack.destroy(this._getError())
  }

  _destroy (cb) {
    this._pack._done(this)

    this._continuePack(this._finished ? null : this._getError())

    cb()
  }
}

class Pack extends Readable {
  constructor (opts) {
    super(opts)
    this._drain = noop
    this._finalized = false
    this._finalizing = false
    this._pending = []
    this._stream = null
  }

  entry (header, buffer, callback) {
    if (this._finalized || this.destroying) throw new Error('already finalized or destroyed')

    if (typeof buffer === 'function') {
      callback = buffer
      buffer = null
    }

    if (!callback) callback = noop

    if (!header.size || header.type === 'symlink') header.size = 0
    if (!header.type) header.type = modeToType(header.mode)
    if (!header.mode) header.mode = header.type === 'directory' ? DMODE : FMODE
    if (!header.uid) header.uid = 0
    if (!header.gid) header.gid = 0
    if (!header.mtime) header.mtime = new Date()

    if (typeof buffer === 'string') buffer = b4a.from(buffer)

    const sink = new Sink(this, header, callback)

    if (b4a.isBuffer(buffer)) {
      header.size = buffer.byteLength
      sink.write(buffer)
      sink.end()
      return sink
    }

    if (sink._isVoid) {
      return sink
    }

    return sink
  }

  finalize () {
    if (this._stream || this._pending.length > 0) {
      this._finalizing = true
      return
    }

    if (this._finalized) return
    this._finalized = true

    this.push(END_OF_TAR)
    this.push(null)
  }

  _done (stream) {
    if (stream !== this._stream) return

    this._stream = null

    if (this._finalizing) this.finalize()
    if (this._pending.length) this._pending.shift()._continueOpen()
  }

  _encode (header) {
    if (!header.pax) {
      const buf = headers.encode(header)
      if (buf) {
        this.push(buf)
        return
      }
    }
    this._encodePax(header)
  }

  _encodePax (header) {
    const paxHeader = headers.encodePax({
      name: header.name,
      linkname: header.linkname,
      pax: header.pax
    })

    const newHeader = {
      name: 'PaxHeader',
      mode: header.mode,
      uid: header.uid,
      gid: header.gid,
      size: paxHeader.byteLength,
      mtime: header.mtime,
      type: 'pax-header',
      linkname: header.linkname && 'PaxHeader',
      uname: header.uname,
      gname: header.gname,
      devmajor: header.devmajor,
      devminor: header.devminor
    }

    this.push(headers.encode(newHeader))
    this.push(paxHeader)
    overflow(this, paxHeader.byteLength)

    newHeader.size = header.size
    newHeader.type = header.type
    this.push(headers.encode(newHeader))
  }

  _doDrain () {
    const drain = this._drain
    this._drain = noop
    drain()
  }

  _predestroy () {
    const err = getStreamError(this)

    if (this._stream) this._stream.destroy(err)

    while (this._pending.length) {
      const stream = this._pending.shift()
      stream.destroy(err)
      stream._continueOpen()
    }

    this._doDrain()
  }

  _read (cb) {
    this._doDrain()
    cb()
  }
}

module.exports = function pack (opts) {
  return new Pack(opts)
}

function modeToType (mode) {
  switch (mode & constants.S_IFMT) {
    case constants.S_IFBLK: return 'block-device'
    case constants.S_IFCHR: return 'character-device'
    case constants.S_IFDIR: return 'directory'
    case constants.S_IFIFO: return 'fifo'
    case constants.S_IFLNK: return 'symlink'
  }

  return 'file'
}

function noop () {}

function overflow (self, size) {
  size &= 511
  if (size) self.push(END_OF_TAR.subarray(0, 512 - size))
}

function mapWritable (buf) {
  return b4a.isBuffer(buf) ? buf : b4a.from(buf)
}


/***/ }),

/***/ 97934:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const PassThroughDecoder = __nccwpck_require__(47256)
const UTF8Decoder = __nccwpck_require__(86414)

module.exports = class TextDecoder {
  constructor(encoding = 'utf8') {
    this.encoding = normalizeEncoding(encoding)

    switch (this.encoding) {
      case 'utf8':
        this.decoder = new UTF8Decoder()
        break
      case 'utf16le':
      case 'base64':
        throw new Error('Unsupported encoding: ' + this.encoding)
      default:
        this.decoder = new PassThroughDecoder(this.encoding)
    }
  }

  get remaining() {
    return this.decoder.remaining
  }

  push(data) {
    if (typeof data === 'string') return data
    return this.decoder.decode(data)
  }

  // For Node.js compatibility
  write(data) {
    return this.push(data)
  }

  end(data) {
    let result = ''
    if (data) result = this.push(data)
    result += this.decoder.flush()
    return result
  }
}

function normalizeEncoding(encoding) {
  encoding = encoding.toLowerCase()

  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return 'utf8'
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return 'utf16le'
    case 'latin1':
    case 'binary':
      return 'latin1'
    case 'base64':
    case 'ascii':
    case 'hex':
      return encoding
    default:
      throw new Error('Unknown encoding: ' + encoding)
  }
}


/***/ }),

/***/ 47256:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const b4a = __nccwpck_require__(73057)

module.exports = class PassThroughDecoder {
  constructor(encoding) {
    this.encoding = encoding
  }

  get remaining() {
    return 0
  }

  decode(data) {
    return b4a.toString(data, this.encoding)
  }

  flush() {
    return ''
  }
}


/***/ }),

/***/ 86414:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const b4a = __nccwpck_require__(73057)

/**
 * https://encoding.spec.whatwg.org/#utf-8-decoder
 */
module.exports = class UTF8Decoder {
  constructor() {
    this._reset()
  }

  get remaining() {
    return this.bytesSeen
  }

  decode(data) {
    if (data.byteLength === 0) return ''

    if (this.bytesNeeded === 0 && trailingIncomplete(data, 0) === 0) {
      this.bytesSeen = trailingBytesSeen(data)
      return b4a.toString(data, 'utf8')
    }

    let result = ''
    let start = 0

    if (this.bytesNeeded > 0) {
      while (start < data.byteLength) {
        const byte = data[start]

        if (byte < this.lowerBoundary || byte > this.upperBoundary) {
          result += '\ufffd'
          this._reset()
          break
        }

        this.lowerBoundary = 0x80
        this.upperBoundary = 0xbf
        this.codePoint = (this.codePoint << 6) | (byte & 0x3f)
        this.bytesSeen++
        start++

        if (this.bytesSeen === this.bytesNeeded) {
          result += String.fromCodePoint(this.codePoint)
          this._reset()
          break
        }
      }

      if (this.bytesNeeded > 0) return result
    }

    const trailing = trailingIncomplete(data, start)
    const end = data.byteLength - trailing

    if (end > start) result += b4a.toString(data, 'utf8', start, end)

    for (let i = end; i < data.byteLength; i++) {
      const byte = data[i]

      if (this.bytesNeeded === 0) {
        if (byte <= 0x7f) {
          this.bytesSeen = 0
          result += String.fromCharCode(byte)
        } else if (byte >= 0xc2 && byte <= 0xdf) {
          this.bytesNeeded = 2
          this.bytesSeen = 1
          this.codePoint = byte & 0x1f
        } else if (byte >= 0xe0 && byte <= 0xef) {
          if (byte === 0xe0) this.lowerBoundary = 0xa0
          else if (byte === 0xed) this.upperBoundary = 0x9f
          this.bytesNeeded = 3
          this.bytesSeen = 1
          this.codePoint = byte & 0xf
        } else if (byte >= 0xf0 && byte <= 0xf4) {
          if (byte === 0xf0) this.lowerBoundary = 0x90
          else if (byte === 0xf4) this.upperBoundary = 0x8f
          this.bytesNeeded = 4
          this.bytesSeen = 1
          this.codePoint = byte & 0x7
        } else {
          this.bytesSeen = 1
          result += '\ufffd'
        }

        continue
      }

      if (byte < this.lowerBoundary || byte > this.upperBoundary) {
        result += '\ufffd'
        i--
        this._reset()

        continue
      }

      this.lowerBoundary = 0x80
      this.upperBoundary = 0xbf

      this.codePoint = (this.codePoint << 6) | (byte & 0x3f)
      this.bytesSeen++

      if (this.bytesSeen === this.bytesNeeded) {
        result += String.fromCodePoint(this.codePoint)
        this._reset()
      }
    }

    return result
  }

  flush() {
    const result = this.bytesNeeded > 0 ? '\ufffd' : ''
    this._reset()
    return result
  }

  _reset() {
    this.codePoint = 0
    this.bytesNeeded = 0
    this.bytesSeen = 0
    this.lowerBoundary = 0x80
    this.upperBoundary = 0xbf
  }
}

function trailingIncomplete(data, start) {
  const len = data.byteLength
  if (len <= start) return 0

  const limit = Math.max(start, len - 4)

  let i = len - 1
  while (i > limit && (data[i] & 0xc0) === 0x80) i--

  if (i < start) return 0

  const byte = data[i]

  let needed
  if (byte <= 0x7f) return 0
  if (byte >= 0xc2 && byte <= 0xdf) needed = 2
  else if (byte >= 0xe0 && byte <= 0xef) needed = 3
  else if (byte >= 0xf0 && byte <= 0xf4) needed = 4
  else return 0

  const available = len - i
  return available < needed ? available : 0
}

function trailingBytesSeen(data) {
  const len = data.byteLength
  if (len === 0) return 0

  const last = data[len - 1]

  if (last <= 0x7f) return 0
  if ((last & 0xc0) !== 0x80) return 1

  const limit = Math.max(0, len - 4)

  let i = len - 2
  while (i >= limit && (data[i] & 0xc0) === 0x80) i--

  if (i < 0) return 1

  const first = data[i]

  let needed
  if (first >= 0xc2 && first <= 0xdf) needed = 2
  else if (first >= 0xe0 && first <= 0xef) needed = 3
  else if (first >= 0xf0 && first <= 0xf4) needed = 4
  else return 1

  if (len - i !== needed) return 1

  if (needed >= 3) {
    const second = data[i + 1]
    if (first === 0xe0 && second < 0xa0) return 1
    if (first === 0xed && second > 0x9f) return 1
    if (first === 0xf0 && second < 0x90) return 1
    if (first === 0xf4 && second > 0x8f) return 1
  }

  return 0
}


/***/ }),

/***/ 56993:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const ANY = Symbol('SemVer ANY')
// hoisted class for cyclic dependency
class Comparator {
  static get ANY () {
    return ANY
  }

  constructor (comp, options) {
    options = parseOptions(options)

    if (comp instanceof Comparator) {
      if (comp.loose === !!options.loose) {
        return comp
      } else {
        comp = comp.value
      }
    }

    comp = comp.trim().split(/\s+/).join(' ')
    debug('comparator', comp, options)
    this.options = options
    this.loose = !!options.loose
    this.parse(comp)

    if (this.semver === ANY) {
      this.value = ''
    } else {
      this.value = this.operator + this.semver.version
    }

    debug('comp', this)
  }

  parse (comp) {
    const r = this.options.loose ? re[t.COMPARATORLOOSE] : re[t.COMPARATOR]
    const m = comp.match(r)

    if (!m) {
      throw new TypeError(`Invalid comparator: ${comp}`)
    }

    this.operator = m[1] !== undefined ? m[1] : ''
    if (this.operator === '=') {
      this.operator = ''
    }

    // if it literally is just '>' or '' then allow anything.
    if (!m[2]) {
      this.semver = ANY
    } else {
      this.semver = new SemVer(m[2], this.options.loose)
    }
  }

  toString () {
    return this.value
  }

  test (version) {
    debug('Comparator.test', version, this.options.loose)

    if (this.semver === ANY || version === ANY) {
      return true
    }

    if (typeof version === 'string') {
      try {
        version = new SemVer(version, this.options)
      } catch (er) {
        return false
      }
    }

    return cmp(version, this.operator, this.semver, this.options)
  }

  intersects (comp, options) {
    if (!(comp instanceof Comparator)) {
      throw new TypeError('a Comparator is required')
    }

    if (this.operator === '') {
      if (this.value === '') {
        return true
      }
      return new Range(comp.value, options).test(this.value)
    } else if (comp.operator === '') {
      if (comp.value === '') {
        return true
      }
      return new Range(this.value, options).test(comp.semver)
    }

    options = parseOptions(options)

    // Special cases where nothing can possibly be lower
    if (options.includePrerelease &&
      (this.value === '<0.0.0-0' || comp.value === '<0.0.0-0')) {
      return false
    }
    if (!options.includePrerelease &&
      (this.value.startsWith('<0.0.0') || comp.value.startsWith('<0.0.0'))) {
      return false
    }

    // Same direction increasing (> or >=)
    if (this.operator.startsWith('>') && comp.operator.startsWith('>')) {
      return true
    }
    // Same direction decreasing (< or <=)
    if (this.operator.startsWith('<') && comp.operator.startsWith('<')) {
      return true
    }
    // same SemVer and both sides are inclusive (<= or >=)
    if (
      (this.semver.version === comp.semver.version) &&
      this.operator.includes('=') && comp.operator.includes('=')) {
      return true
    }
    // opposite directions less than
    if (cmp(this.semver, '<', comp.semver, options) &&
      this.operator.startsWith('>') && comp.operator.startsWith('<')) {
      return true
    }
    // opposite directions greater than
    if (cmp(this.semver, '>', comp.semver, options) &&
      this.operator.startsWith('<') && comp.operator.startsWith('>')) {
      return true
    }
    return false
  }
}

module.exports = Comparator

const parseOptions = __nccwpck_require__(46130)
const { safeRe: re, t } = __nccwpck_require__(5541)
const cmp = __nccwpck_require__(97832)
const debug = __nccwpck_require__(99037)
const SemVer = __nccwpck_require__(30457)
const Range = __nccwpck_require__(21448)


/***/ }),

/***/ 21448:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SPACE_CHARACTERS = /\s+/g

// hoisted class for cyclic dependency
class Range {
  constructor (range, options) {
    options = parseOptions(options)

    if (range instanceof Range) {
      if (
        range.loose === !!options.loose &&
        range.includePrerelease === !!options.includePrerelease
      ) {
        return range
      } else {
        return new Range(range.raw, options)
      }
    }

    if (range instanceof Comparator) {
      // just put it in the set and return
      this.raw = range.value
      this.set = [[range]]
      this.formatted = undefined
      return this
    }

    this.options = options
    this.loose = !!options.loose
    this.includePrerelease = !!options.includePrerelease

    // First reduce all whitespace as much as possible so we do not have to rely
    // on potentially slow regexes like \s*. This is then stored and used for
    // future error messages as well.
    this.raw = range.trim().replace(SPACE_CHARACTERS, ' ')

    // First, split on ||
    this.set = this.raw
      .split('||')
      // map the range to a 2d array of comparators
      .map(r => this.parseRange(r.trim()))
      // throw out any comparator lists that are empty
      // this generally means that it was not a valid range, which is allowed
      // in loose mode, but will still throw if the WHOLE range is invalid.
      .filter(c => c.length)

    if (!this.set.length) {
      throw new TypeError(`Invalid SemVer Range: ${this.raw}`)
    }

    // if we have any that are not the null set, throw out null sets.
    if (this.set.length > 1) {
      // keep the first one, in case they're all null sets
      const first = this.set[0]
      this.set = this.set.filter(c => !isNullSet(c[0]))
      if (this.set.length === 0) {
        this.set = [first]
      } else if (this.set.length > 1) {
        // if we have any that are *, then the range is just *
        for (const c of this.set) {
          if (c.length === 1 && isAny(c[0])) {
            this.set = [c]
            break
          }
        }
      }
    }

    this.formatted = undefined
  }

  get range () {
    if (this.formatted === undefined) {
      this.formatted = ''
      for (let i = 0; i < this.set.length; i++) {
        if (i > 0) {
          this.formatted += '||'
        }
        const comps = this.set[i]
        for (let k = 0; k < comps.length; k++) {
          if (k > 0) {
            this.formatted += ' '
          }
          this.formatted += comps[k].toString().trim()
        }
      }
    }
    return this.formatted
  }

  format () {
    return this.range
  }

  toString () {
    return this.range
  }

  parseRange (range) {
    // strip build metadata so it can't bleed into the version
    range = range.replace(BUILDSTRIPRE, '')

    // memoize range parsing for performance.
    // this is a very hot path, and fully deterministic.
    const memoOpts =
      (this.options.includePrerelease && FLAG_INCLUDE_PRERELEASE) |
      (this.options.loose && FLAG_LOOSE)
    const memoKey = memoOpts + ':' + range
    const cached = cache.get(memoKey)
    if (cached) {
      return cached
    }

    const loose = this.options.loose
    // `1.2.3 - 1.2.4` => `>=1.2.3 <=1.2.4`
    const hr = loose ? re[t.HYPHENRANGELOOSE] : re[t.HYPHENRANGE]
    range = range.replace(hr, hyphenReplace(this.options.includePrerelease))
    debug('hyphen replace', range)

    // `> 1.2.3 < 1.2.5` => `>1.2.3 <1.2.5`
    range = trimComparatorWhitespace(range)
    debug('comparator trim', range)

    // `~ 1.2.3` => `~1.2.3`
    range = range.replace(re[t.TILDETRIM], tildeTrimReplace)
    debug('tilde trim', range)

    // `^ 1.2.3` => `^1.2.3`
    range = range.replace(re[t.CARETTRIM], caretTrimReplace)
    debug('caret trim', range)

    // At this point, the range is completely trimmed and
    // ready to be split into comparators.

    let rangeList = range
      .split(' ')
      .map(comp => parseComparator(comp, this.options))
      .join(' ')
      .split(/\s+/)
      // >=0.0.0 is equivalent to *
      .map(comp => replaceGTE0(comp, this.options))

    if (loose) {
      // in loose mode, throw out any that are not valid comparators
      rangeList = rangeList.filter(comp => {
        debug('loose invalid filter', comp, this.options)
        return !!comp.match(re[t.COMPARATORLOOSE])
      })
    }
    debug('range list', rangeList)

    // if any comparators are the null set, then replace with JUST null set
    // if more than one comparator, remove any * comparators
    // also, don't include the same comparator more than once
    const rangeMap = new Map()
    const comparators = rangeList.map(comp => new Comparator(comp, this.options))
    for (const comp of comparators) {
      if (isNullSet(comp)) {
        return [comp]
      }
      rangeMap.set(comp.value, comp)
    }
    if (rangeMap.size > 1 && rangeMap.has('')) {
      rangeMap.delete('')
    }

    const result = [...rangeMap.values()]
    cache.set(memoKey, result)
    return result
  }

  intersects (range, options) {
    if (!(range instanceof Range)) {
      throw new TypeError('a Range is required')
    }

    return this.set.some((thisComparators) => {
      return (
        isSatisfiable(thisComparators, options) &&
        range.set.some((rangeComparators) => {
          return (
            isSatisfiable(rangeComparators, options) &&
            thisComparators.every((thisComparator) => {
              return rangeComparators.every((rangeComparator) => {
                return thisComparator.intersects(rangeComparator, options)
              })
            })
          )
        })
      )
    })
  }

  // if ANY of the sets match ALL of its comparators, then pass
  test (version) {
    if (!version) {
      return false
    }

    if (typeof version === 'string') {
      try {
        version = new SemVer(version, this.options)
      } catch (er) {
        return false
      }
    }

    for (let i = 0; i < this.set.length; i++) {
      if (testSet(this.set[i], version, this.options)) {
        return true
      }
    }
    return false
  }
}

module.exports = Range

const LRU = __nccwpck_require__(5605)
const cache = new LRU()

const parseOptions = __nccwpck_require__(46130)
const Comparator = __nccwpck_require__(56993)
const debug = __nccwpck_require__(99037)
const SemVer = __nccwpck_require__(30457)
const trimComparatorWhitespace = __nccwpck_require__(97759)
const {
  safeRe: re,
  src,
  t,
  tildeTrimReplace,
  caretTrimReplace,
} = __nccwpck_require__(5541)
const { FLAG_INCLUDE_PRERELEASE, FLAG_LOOSE } = __nccwpck_require__(1083)

// unbounded global build-metadata stripper used by parseRange
const BUILDSTRIPRE = new RegExp(src[t.BUILD], 'g')

const isNullSet = c => c.value === '<0.0.0-0'
const isAny = c => c.value === ''

// take a set of comparators and determine whether there
// exists a version which can satisfy it
const isSatisfiable = (comparators, options) => {
  let result = true
  const remainingComparators = comparators.slice()
  let testComparator = remainingComparators.pop()

  while (result && remainingComparators.length) {
    result = remainingComparators.every((otherComparator) => {
      return testComparator.intersects(otherComparator, options)
    })

    testComparator = remainingComparators.pop()
  }

  return result
}

// comprised of xranges, tildes, stars, and gtlt's at this point.
// already replaced the hyphen ranges
// turn into a set of JUST comparators.
const parseComparator = (comp, options) => {
  comp = comp.replace(re[t.BUILD], '')
  debug('comp', comp, options)
  comp = replaceCarets(comp, options)
  debug('caret', comp)
  comp = replaceTildes(comp, options)
  debug('tildes', comp)
  comp = replaceXRanges(comp, options)
  debug('xrange', comp)
  comp = replaceStars(comp, options)
  debug('stars', comp)
  return comp
}

const isX = id => !id || id.toLowerCase() === 'x' || id === '*'

const invalidXRangeOrder = (M, m, p) => (
  (isX(M) && !isX(m)) ||
  (isX(m) && p && !isX(p))
)

// ~, ~> --> * (any, kinda silly)
// ~2, ~2.x, ~2.x.x, ~>2, ~>2.x ~>2.x.x --> >=2.0.0 <3.0.0-0
// ~2.0, ~2.0.x, ~>2.0, ~>2.0.x --> >=2.0.0 <2.1.0-0
// ~1.2, ~1.2.x, ~>1.2, ~>1.2.x --> >=1.2.0 <1.3.0-0
// ~1.2.3, ~>1.2.3 --> >=1.2.3 <1.3.0-0
// ~1.2.0, ~>1.2.0 --> >=1.2.0 <1.3.0-0
// ~0.0.1 --> >=0.0.1 <0.1.0-0
const replaceTildes = (comp, options) => {
  return comp
    .trim()
    .split(/\s+/)
    .map((c) => replaceTilde(c, options))
    .join(' ')
}

const replaceTilde = (comp, options) => {
  const r = options.loose ? re[t.TILDELOOSE] : re[t.TILDE]
  // if we're including prereleases in the match, then the lower bound is
  // -0, the lowest possible prerelease value, just like x-ranges and carets.
  // this keeps `~1.2` equivalent to the `1.2.x` x-range it's documented as.
  const z = options.includePrerelease ? '-0' : ''
  return comp.replace(r, (_, M, m, p, pr) => {
    debug('tilde', comp, _, M, m, p, pr)
    let ret

    if (isX(M)) {
      ret = ''
    } else if (isX(m)) {
      ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`
    } else if (isX(p)) {
      // ~1.2 == >=1.2.0 <1.3.0-0
      ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`
    } else if (pr) {
      debug('replaceTilde pr', pr)
      ret = `>=${M}.${m}.${p}-${pr
      } <${M}.${+m + 1}.0-0`
    } else {
      // ~1.2.3 == >=1.2.3 <1.3.0-0
      ret = `>=${M}.${m}.${p
      } <${M}.${+m + 1}.0-0`
    }

    debug('tilde return', ret)
    return ret
  })
}

// ^ --> * (any, kinda silly)
// ^2, ^2.x, ^2.x.x --> >=2.0.0 <3.0.0-0
// ^2.0, ^2.0.x --> >=2.0.0 <3.0.0-0
// ^1.2, ^1.2.x --> >=1.2.0 <2.0.0-0
// ^1.2.3 --> >=1.2.3 <2.0.0-0
// ^1.2.0 --> >=1.2.0 <2.0.0-0
// ^0.0.1 --> >=0.0.1 <0.0.2-0
// ^0.1.0 --> >=0.1.0 <0.2.0-0
const replaceCarets = (comp, options) => {
  return comp
    .trim()
    .split(/\s+/)
    .map((c) => replaceCaret(c, options))
    .join(' ')
}

const replaceCaret = (comp, options) => {
  debug('caret', comp, options)
  const r = options.loose ? re[t.CARETLOOSE] : re[t.CARET]
  const z = options.includePrerelease ? '-0' : ''
  return comp.replace(r, (_, M, m, p, pr) => {
    debug('caret', comp, _, M, m, p, pr)
    let ret

    if (isX(M)) {
      ret = ''
    } else if (isX(m)) {
      ret = `>=${M}.0.0${z} <${+M + 1}.0.0-0`
    } else if (isX(p)) {
      if (M === '0') {
        ret = `>=${M}.${m}.0${z} <${M}.${+m + 1}.0-0`
      } else {
        ret = `>=${M}.${m}.0${z} <${+M + 1}.0.0-0`
      }
    } else if (pr) {
      debug('replaceCaret pr', pr)
      if (M === '0') {
        if (m === '0') {
          ret = `>=${M}.${m}.${p}-${pr
          } <${M}.${m}.${+p + 1}-0`
        } else {
          ret = `>=${M}.${m}.${p}-${pr
          } <${M}.${+m + 1}.0-0`
        }
      } else {
        ret = `>=${M}.${m}.${p}-${pr
        } <${+M + 1}.0.0-0`
      }
    } else {
      debug('no pr')
      if (M === '0') {
        if (m === '0') {
          ret = `>=${M}.${m}.${p
          } <${M}.${m}.${+p + 1}-0`
        } else {
          ret = `>=${M}.${m}.${p
          } <${M}.${+m + 1}.0-0`
        }
      } else {
        ret = `>=${M}.${m}.${p
        } <${+M + 1}.0.0-0`
      }
    }

    debug('caret return', ret)
    return ret
  })
}

const replaceXRanges = (comp, options) => {
  debug('replaceXRanges', comp, options)
  return comp
    .split(/\s+/)
    .map((c) => replaceXRange(c, options))
    .join(' ')
}

const replaceXRange = (comp, options) => {
  comp = comp.trim()
  const r = options.loose ? re[t.XRANGELOOSE] : re[t.XRANGE]
  return comp.replace(r, (ret, gtlt, M, m, p, pr) => {
    debug('xRange', comp, ret, gtlt, M, m, p, pr)
    if (invalidXRangeOrder(M, m, p)) {
      return comp
    }

    const xM = isX(M)
    const xm = xM || isX(m)
    const xp = xm || isX(p)
    const anyX = xp

    if (gtlt === '=' && anyX) {
      gtlt = ''
    }

    // if we're including prereleases in the match, then we need
    // to fix this to -0, the lowest possible prerelease value
    pr = options.includePrerelease ? '-0' : ''

    if (xM) {
      if (gtlt === '>' || gtlt === '<') {
        // nothing is allowed
        ret = '<0.0.0-0'
      } else {
        // nothing is forbidden
        ret = '*'
      }
    } else if (gtlt && anyX) {
      // we know patch is an x, because we have any x at all.
      // replace X with 0
      if (xm) {
        m = 0
      }
      p = 0

      if (gtlt === '>') {
        // >1 => >=2.0.0
        // >1.2 => >=1.3.0
        gtlt = '>='
        if (xm) {
          M = +M + 1
          m = 0
          p = 0
        } else {
          m = +m + 1
          p = 0
        }
      } else if (gtlt === '<=') {
        // <=0.7.x is actually <0.8.0, since any 0.7.x should
        // pass.  Similarly, <=7.x is actually <8.0.0, etc.
        gtlt = '<'
        if (xm) {
          M = +M + 1
        } else {
          m = +m + 1
        }
      }

      if (gtlt === '<') {
        pr = '-0'
      }

      ret = `${gtlt + M}.${m}.${p}${pr}`
    } else if (xm) {
      ret = `>=${M}.0.0${pr} <${+M + 1}.0.0-0`
    } else if (xp) {
      ret = `>=${M}.${m}.0${pr
      } <${M}.${+m + 1}.0-0`
    }

    debug('xRange return', ret)

    return ret
  })
}

// Because * is AND-ed with everything else in the comparator,
// and '' means "any version", just remove the *s entirely.
const replaceStars = (comp, options) => {
  debug('replaceStars', comp, options)
  // Looseness is ignored here.  star is always as loose as it gets!
  return comp
    .trim()
    .replace(re[t.STAR], '')
}

const replaceGTE0 = (comp, options) => {
  debug('replaceGTE0', comp, options)
  return comp
    .trim()
    .replace(re[options.includePrerelease ? t.GTE0PRE : t.GTE0], '')
}

// This function is passed to string.replace(re[t.HYPHENRANGE])
// M, m, patch, prerelease, build
// 1.2 - 3.4.5 => >=1.2.0 <=3.4.5
// 1.2.3 - 3.4 => >=1.2.0 <3.5.0-0 Any 3.4.x will do
// 1.2 - 3.4 => >=1.2.0 <3.5.0-0
// TODO build?
const hyphenReplace = incPr => ($0,
  from, fM, fm, fp, fpr, fb,
  to, tM, tm, tp, tpr) => {
  if (isX(fM)) {
    from = ''
  } else if (isX(fm)) {
    from = `>=${fM}.0.0${incPr ? '-0' : ''}`
  } else if (isX(fp)) {
    from = `>=${fM}.${fm}.0${incPr ? '-0' : ''}`
  } else if (fpr) {
    from = `>=${from}`
  } else {
    from = `>=${from}${incPr ? '-0' : ''}`
  }

  if (isX(tM)) {
    to = ''
  } else if (isX(tm)) {
    to = `<${+tM + 1}.0.0-0`
  } else if (isX(tp)) {
    to = `<${tM}.${+tm + 1}.0-0`
  } else if (tpr) {
    to = `<=${tM}.${tm}.${tp}-${tpr}`
  } else if (incPr) {
    to = `<${tM}.${tm}.${+tp + 1}-0`
  } else {
    to = `<=${to}`
  }

  return `${from} ${to}`.trim()
}

const testSet = (set, version, options) => {
  for (let i = 0; i < set.length; i++) {
    if (!set[i].test(version)) {
      return false
    }
  }

  if (version.prerelease.length && !options.includePrerelease) {
    // Find the set of versions that are allowed to have prereleases
    // For example, ^1.2.3-pr.1 desugars to >=1.2.3-pr.1 <2.0.0
    // That should allow `1.2.3-pr.2` to pass.
    // However, `1.2.4-alpha.notready` should NOT be allowed,
    // even though it's within the range set by the comparators.
    for (let i = 0; i < set.length; i++) {
      debug(set[i].semver)
      if (set[i].semver === Comparator.ANY) {
        continue
      }

      if (set[i].semver.prerelease.length > 0) {
        const allowed = set[i].semver
        if (allowed.major === version.major &&
            allowed.minor === version.minor &&
            allowed.patch === version.patch) {
          return true
        }
      }
    }

    // Version has a -pre, but it's not one of the ones we like.
    return false
  }

  return true
}


/***/ }),

/***/ 30457:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const debug = __nccwpck_require__(99037)
const { MAX_LENGTH, MAX_SAFE_INTEGER } = __nccwpck_require__(1083)
const { safeRe: re, t } = __nccwpck_require__(5541)

const parseOptions = __nccwpck_require__(46130)
const { compareIdentifiers } = __nccwpck_require__(88138)

const isPrereleaseIdentifier = (prerelease, identifier) => {
  const identifiers = identifier.split('.')
  if (identifiers.length > prerelease.length) {
    return false
  }

  for (let i = 0; i < identifiers.length; i++) {
    if (compareIdentifiers(prerelease[i], identifiers[i]) !== 0) {
      return false
    }
  }

  return true
}

class SemVer {
  constructor (version, options) {
    options = parseOptions(options)

    if (version instanceof SemVer) {
      if (version.loose === !!options.loose &&
        version.includePrerelease === !!options.includePrerelease) {
        return version
      } else {
        version = version.version
      }
    } else if (typeof version !== 'string') {
      throw new TypeError(`Invalid version. Must be a string. Got type "${typeof version}".`)
    }

    if (version.length > MAX_LENGTH) {
      throw new TypeError(
        `version is longer than ${MAX_LENGTH} characters`
      )
    }

    debug('SemVer', version, options)
    this.options = options
    this.loose = !!options.loose
    // this isn't actually relevant for versions, but keep it so that we
    // don't run into trouble passing this.options around.
    this.includePrerelease = !!options.includePrerelease

    const m = version.trim().match(options.loose ? re[t.LOOSE] : re[t.FULL])

    if (!m) {
      throw new TypeError(`Invalid Version: ${version}`)
    }

    this.raw = version

    // these are actually numbers
    this.major = +m[1]
    this.minor = +m[2]
    this.patch = +m[3]

    if (this.major > MAX_SAFE_INTEGER || this.major < 0) {
      throw new TypeError('Invalid major version')
    }

    if (this.minor > MAX_SAFE_INTEGER || this.minor < 0) {
      throw new TypeError('Invalid minor version')
    }

    if (this.patch > MAX_SAFE_INTEGER || this.patch < 0) {
      throw new TypeError('Invalid patch version')
    }

    // numberify any prerelease numeric ids
    if (!m[4]) {
      this.prerelease = []
    } else {
      this.prerelease = m[4].split('.').map((id) => {
        if (/^[0-9]+$/.test(id)) {
          const num = +id
          if (num >= 0 && num < MAX_SAFE_INTEGER) {
            return num
          }
        }
        return id
      })
    }

    this.build = m[5] ? m[5].split('.') : []
    this.format()
  }

  format () {
    this.version = `${this.major}.${this.minor}.${this.patch}`
    if (this.prerelease.length) {
      this.version += `-${this.prerelease.join('.')}`
    }
    return this.version
  }

  toString () {
    return this.version
  }

  compare (other) {
    debug('SemVer.compare', this.version, this.options, other)
    if (!(other instanceof SemVer)) {
      if (typeof other === 'string' && other === this.version) {
        return 0
      }
      other = new SemVer(other, this.options)
    }

    if (other.version === this.version) {
      return 0
    }

    return this.compareMain(other) || this.comparePre(other)
  }

  compareMain (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    if (this.major < other.major) {
      return -1
    }
    if (this.major > other.major) {
      return 1
    }
    if (this.minor < other.minor) {
      return -1
    }
    if (this.minor > other.minor) {
      return 1
    }
    if (this.patch < other.patch) {
      return -1
    }
    if (this.patch > other.patch) {
      return 1
    }
    return 0
  }

  comparePre (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    // NOT having a prerelease is > having one
    if (this.prerelease.length && !other.prerelease.length) {
      return -1
    } else if (!this.prerelease.length && other.prerelease.length) {
      return 1
    } else if (!this.prerelease.length && !other.prerelease.length) {
      return 0
    }

    let i = 0
    do {
      const a = this.prerelease[i]
      const b = other.prerelease[i]
      debug('prerelease compare', i, a, b)
      if (a === undefined && b === undefined) {
        return 0
      } else if (b === undefined) {
        return 1
      } else if (a === undefined) {
        return -1
      } else if (a === b) {
        continue
      } else {
        return compareIdentifiers(a, b)
      }
    } while (++i)
  }

  compareBuild (other) {
    if (!(other instanceof SemVer)) {
      other = new SemVer(other, this.options)
    }

    let i = 0
    do {
      const a = this.build[i]
      const b = other.build[i]
      debug('build compare', i, a, b)
      if (a === undefined && b === undefined) {
        return 0
      } else if (b === undefined) {
        return 1
      } else if (a === undefined) {
        return -1
      } else if (a === b) {
        continue
      } else {
        return compareIdentifiers(a, b)
      }
    } while (++i)
  }

  // preminor will bump the version up to the next minor release, and immediately
  // down to pre-release. premajor and prepatch work the same way.
  inc (release, identifier, identifierBase) {
    if (release.startsWith('pre')) {
      if (!identifier && identifierBase === false) {
        throw new Error('invalid increment argument: identifier is empty')
      }
      // Avoid an invalid semver results
      if (identifier) {
        const match = `-${identifier}`.match(this.options.loose ? re[t.PRERELEASELOOSE] : re[t.PRERELEASE])
        if (!match || match[1] !== identifier) {
          throw new Error(`invalid identifier: ${identifier}`)
        }
      }
    }

    switch (release) {
      case 'premajor':
        this.prerelease.length = 0
        this.patch = 0
        this.minor = 0
        this.major++
        this.inc('pre', identifier, identifierBase)
        break
      case 'preminor':
        this.prerelease.length = 0
        this.patch = 0
        this.minor++
        this.inc('pre', identifier, identifierBase)
        break
      case 'prepatch':
        // If this is already a prerelease, it will bump to the next version
        // drop any prereleases that might already exist, since they are not
        // relevant at this point.
        this.prerelease.length = 0
        this.inc('patch', identifier, identifierBase)
        this.inc('pre', identifier, identifierBase)
        break
      // If the input is a non-prerelease version, this acts the same as
      // prepatch.
      case 'prerelease':
        if (this.prerelease.length === 0) {
          this.inc('patch', identifier, identifierBase)
        }
        this.inc('pre', identifier, identifierBase)
        break
      case 'release':
        if (this.prerelease.length === 0) {
          throw new Error(`version ${this.raw} is not a prerelease`)
        }
        this.prerelease.length = 0
        break

      case 'major':
        // If this is a pre-major version, bump up to the same major version.
        // Otherwise increment major.
        // 1.0.0-5 bumps to 1.0.0
        // 1.1.0 bumps to 2.0.0
        if (
          this.minor !== 0 ||
          this.patch !== 0 ||
          this.prerelease.length === 0
        ) {
          this.major++
        }
        this.minor = 0
        this.patch = 0
        this.prerelease = []
        break
      case 'minor':
        // If this is a pre-minor version, bump up to the same minor version.
        // Otherwise increment minor.
        // 1.2.0-5 bumps to 1.2.0
        // 1.2.1 bumps to 1.3.0
        if (this.patch !== 0 || this.prerelease.length === 0) {
          this.minor++
        }
        this.patch = 0
        this.prerelease = []
        break
      case 'patch':
        // If this is not a pre-release version, it will increment the patch.
        // If it is a pre-release it will bump up to the same patch version.
        // 1.2.0-5 patches to 1.2.0
        // 1.2.0 patches to 1.2.1
        if (this.prerelease.length === 0) {
          this.patch++
        }
        this.prerelease = []
        break
      // This probably shouldn't be used publicly.
      // 1.0.0 'pre' would become 1.0.0-0 which is the wrong direction.
      case 'pre': {
        const base = Number(identifierBase) ? 1 : 0

        if (this.prerelease.length === 0) {
          this.prerelease = [base]
        } else {
          let i = this.prerelease.length
          while (--i >= 0) {
            if (typeof this.prerelease[i] === 'number') {
              this.prerelease[i]++
              i = -2
            }
          }
          if (i === -1) {
            // didn't increment anything
            if (identifier === this.prerelease.join('.') && identifierBase === false) {
              throw new Error('invalid increment argument: identifier already exists')
            }
            this.prerelease.push(base)
          }
        }
        if (identifier) {
          // 1.2.0-beta.1 bumps to 1.2.0-beta.2,
          // 1.2.0-beta.fooblz or 1.2.0-beta bumps to 1.2.0-beta.0
          let prerelease = [identifier, base]
          if (identifierBase === false) {
            prerelease = [identifier]
          }
          if (isPrereleaseIdentifier(this.prerelease, identifier)) {
            const prereleaseBase = this.prerelease[identifier.split('.').length]
            if (isNaN(prereleaseBase)) {
              this.prerelease = prerelease
            }
          } else {
            this.prerelease = prerelease
          }
        }
        break
      }
      default:
        throw new Error(`invalid increment argument: ${release}`)
    }
    this.raw = this.format()
    if (this.build.length) {
      this.raw += `+${this.build.join('.')}`
    }
    return this
  }
}

module.exports = SemVer


/***/ }),

/***/ 3581:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(1959)
const clean = (version, options) => {
  const s = parse(version.trim().replace(/^[=v]+/, ''), options)
  return s ? s.version : null
}
module.exports = clean


/***/ }),

/***/ 97832:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const eq = __nccwpck_require__(73148)
const neq = __nccwpck_require__(33112)
const gt = __nccwpck_require__(77509)
const gte = __nccwpck_require__(30774)
const lt = __nccwpck_require__(74562)
const lte = __nccwpck_require__(21163)

const cmp = (a, op, b, loose) => {
  switch (op) {
    case '===':
      if (typeof a === 'object') {
        a = a.version
      }
      if (typeof b === 'object') {
        b = b.version
      }
      return a === b

    case '!==':
      if (typeof a === 'object') {
        a = a.version
      }
      if (typeof b === 'object') {
        b = b.version
      }
      return a !== b

    case '':
    case '=':
    case '==':
      return eq(a, b, loose)

    case '!=':
      return neq(a, b, loose)

    case '>':
      return gt(a, b, loose)

    case '>=':
      return gte(a, b, loose)

    case '<':
      return lt(a, b, loose)

    case '<=':
      return lte(a, b, loose)

    default:
      throw new TypeError(`Invalid operator: ${op}`)
  }
}
module.exports = cmp


/***/ }),

/***/ 92283:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const parse = __nccwpck_require__(1959)
const { safeRe: re, t } = __nccwpck_require__(5541)

const coerce = (version, options) => {
  if (version instanceof SemVer) {
    return version
  }

  if (typeof version === 'number') {
    version = String(version)
  }

  if (typeof version !== 'string') {
    return null
  }

  options = options || {}

  let match = null
  if (!options.rtl) {
    match = version.match(options.includePrerelease ? re[t.COERCEFULL] : re[t.COERCE])
  } else {
    // Find the right-most coercible string that does not share
    // a terminus with a more left-ward coercible string.
    // Eg, '1.2.3.4' wants to coerce '2.3.4', not '3.4' or '4'
    // With includePrerelease option set, '1.2.3.4-rc' wants to coerce '2.3.4-rc', not '2.3.4'
    //
    // Walk through the string checking with a /g regexp
    // Manually set the index so as to pick up overlapping matches.
    // Stop when we get a match that ends at the string end, since no
    // coercible string can be more right-ward without the same terminus.
    const coerceRtlRegex = options.includePrerelease ? re[t.COERCERTLFULL] : re[t.COERCERTL]
    let next
    while ((next = coerceRtlRegex.exec(version)) &&
        (!match || match.index + match[0].length !== version.length)
    ) {
      if (!match ||
            next.index + next[0].length !== match.index + match[0].length) {
        match = next
      }
      coerceRtlRegex.lastIndex = next.index + next[1].length + next[2].length
    }
    // leave it in a clean state
    coerceRtlRegex.lastIndex = -1
  }

  if (match === null) {
    return null
  }

  const major = match[2]
  const minor = match[3] || '0'
  const patch = match[4] || '0'
  const prerelease = options.includePrerelease && match[5] ? `-${match[5]}` : ''
  const build = options.includePrerelease && match[6] ? `+${match[6]}` : ''

  return parse(`${major}.${minor}.${patch}${prerelease}${build}`, options)
}
module.exports = coerce


/***/ }),

/***/ 36910:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const compareBuild = (a, b, loose) => {
  const versionA = new SemVer(a, loose)
  const versionB = new SemVer(b, loose)
  return versionA.compare(versionB) || versionA.compareBuild(versionB)
}
module.exports = compareBuild


/***/ }),

/***/ 35248:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const compareLoose = (a, b) => compare(a, b, true)
module.exports = compareLoose


/***/ }),

/***/ 81839:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const compare = (a, b, loose) =>
  new SemVer(a, loose).compare(new SemVer(b, loose))

module.exports = compare


/***/ }),

/***/ 76305:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(1959)

const diff = (version1, version2) => {
  const v1 = parse(version1, null, true)
  const v2 = parse(version2, null, true)
  const comparison = v1.compare(v2)

  if (comparison === 0) {
    return null
  }

  const v1Higher = comparison > 0
  const highVersion = v1Higher ? v1 : v2
  const lowVersion = v1Higher ? v2 : v1
  const highHasPre = !!highVersion.prerelease.length
  const lowHasPre = !!lowVersion.prerelease.length

  if (lowHasPre && !highHasPre) {
    // Going from prerelease -> no prerelease requires some special casing

    // If the low version has only a major, then it will always be a major
    // Some examples:
    // 1.0.0-1 -> 1.0.0
    // 1.0.0-1 -> 1.1.1
    // 1.0.0-1 -> 2.0.0
    if (!lowVersion.patch && !lowVersion.minor) {
      return 'major'
    }

    // If the main part has no difference
    if (lowVersion.compareMain(highVersion) === 0) {
      if (lowVersion.minor && !lowVersion.patch) {
        return 'minor'
      }
      return 'patch'
    }
  }

  // add the `pre` prefix if we are going to a prerelease version
  const prefix = highHasPre ? 'pre' : ''

  if (v1.major !== v2.major) {
    return prefix + 'major'
  }

  if (v1.minor !== v2.minor) {
    return prefix + 'minor'
  }

  if (v1.patch !== v2.patch) {
    return prefix + 'patch'
  }

  // high and low are prereleases
  return 'prerelease'
}

module.exports = diff


/***/ }),

/***/ 73148:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const eq = (a, b, loose) => compare(a, b, loose) === 0
module.exports = eq


/***/ }),

/***/ 77509:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const gt = (a, b, loose) => compare(a, b, loose) > 0
module.exports = gt


/***/ }),

/***/ 30774:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const gte = (a, b, loose) => compare(a, b, loose) >= 0
module.exports = gte


/***/ }),

/***/ 14936:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)

const inc = (version, release, options, identifier, identifierBase) => {
  if (typeof (options) === 'string') {
    identifierBase = identifier
    identifier = options
    options = undefined
  }

  try {
    return new SemVer(
      version instanceof SemVer ? version.version : version,
      options
    ).inc(release, identifier, identifierBase).version
  } catch (er) {
    return null
  }
}
module.exports = inc


/***/ }),

/***/ 74562:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const lt = (a, b, loose) => compare(a, b, loose) < 0
module.exports = lt


/***/ }),

/***/ 21163:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const lte = (a, b, loose) => compare(a, b, loose) <= 0
module.exports = lte


/***/ }),

/***/ 80809:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const major = (a, loose) => new SemVer(a, loose).major
module.exports = major


/***/ }),

/***/ 68845:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const minor = (a, loose) => new SemVer(a, loose).minor
module.exports = minor


/***/ }),

/***/ 33112:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const neq = (a, b, loose) => compare(a, b, loose) !== 0
module.exports = neq


/***/ }),

/***/ 1959:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const parse = (version, options, throwErrors = false) => {
  if (version instanceof SemVer) {
    return version
  }
  try {
    return new SemVer(version, options)
  } catch (er) {
    if (!throwErrors) {
      return null
    }
    throw er
  }
}

module.exports = parse


/***/ }),

/***/ 43974:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const patch = (a, loose) => new SemVer(a, loose).patch
module.exports = patch


/***/ }),

/***/ 58176:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(1959)
const prerelease = (version, options) => {
  const parsed = parse(version, options)
  return (parsed && parsed.prerelease.length) ? parsed.prerelease : null
}
module.exports = prerelease


/***/ }),

/***/ 19375:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compare = __nccwpck_require__(81839)
const rcompare = (a, b, loose) => compare(b, a, loose)
module.exports = rcompare


/***/ }),

/***/ 97950:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compareBuild = __nccwpck_require__(36910)
const rsort = (list, loose) => list.sort((a, b) => compareBuild(b, a, loose))
module.exports = rsort


/***/ }),

/***/ 55249:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(21448)
const satisfies = (version, range, options) => {
  try {
    range = new Range(range, options)
  } catch (er) {
    return false
  }
  return range.test(version)
}
module.exports = satisfies


/***/ }),

/***/ 60478:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const compareBuild = __nccwpck_require__(36910)
const sort = (list, loose) => list.sort((a, b) => compareBuild(a, b, loose))
module.exports = sort


/***/ }),

/***/ 29032:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(1959)
const constants = __nccwpck_require__(1083)
const SemVer = __nccwpck_require__(30457)

const truncate = (version, truncation, options) => {
  if (!constants.RELEASE_TYPES.includes(truncation)) {
    return null
  }

  const clonedVersion = cloneInputVersion(version, options)
  return clonedVersion && doTruncation(clonedVersion, truncation)
}

const cloneInputVersion = (version, options) => {
  const versionStringToParse = (
    version instanceof SemVer ? version.version : version
  )

  return parse(versionStringToParse, options)
}

const doTruncation = (version, truncation) => {
  if (isPrerelease(truncation)) {
    return version.version
  }

  version.prerelease = []

  switch (truncation) {
    case 'major':
      version.minor = 0
      version.patch = 0
      break
    case 'minor':
      version.patch = 0
      break
  }

  return version.format()
}

const isPrerelease = (type) => {
  return type.startsWith('pre')
}

module.exports = truncate


/***/ }),

/***/ 24990:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const parse = __nccwpck_require__(1959)
const valid = (version, options) => {
  const v = parse(version, options)
  return v ? v.version : null
}
module.exports = valid


/***/ }),

/***/ 6766:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



// just pre-load all the stuff that index.js lazily exports
const internalRe = __nccwpck_require__(5541)
const constants = __nccwpck_require__(1083)
const SemVer = __nccwpck_require__(30457)
const identifiers = __nccwpck_require__(88138)
const parse = __nccwpck_require__(1959)
const valid = __nccwpck_require__(24990)
const clean = __nccwpck_require__(3581)
const inc = __nccwpck_require__(14936)
const diff = __nccwpck_require__(76305)
const major = __nccwpck_require__(80809)
const minor = __nccwpck_require__(68845)
const patch = __nccwpck_require__(43974)
const prerelease = __nccwpck_require__(58176)
const compare = __nccwpck_require__(81839)
const rcompare = __nccwpck_require__(19375)
const compareLoose = __nccwpck_require__(35248)
const compareBuild = __nccwpck_require__(36910)
const sort = __nccwpck_require__(60478)
const rsort = __nccwpck_require__(97950)
const gt = __nccwpck_require__(77509)
const lt = __nccwpck_require__(74562)
const eq = __nccwpck_require__(73148)
const neq = __nccwpck_require__(33112)
const gte = __nccwpck_require__(30774)
const lte = __nccwpck_require__(21163)
const cmp = __nccwpck_require__(97832)
const coerce = __nccwpck_require__(92283)
const truncate = __nccwpck_require__(29032)
const Comparator = __nccwpck_require__(56993)
const Range = __nccwpck_require__(21448)
const satisfies = __nccwpck_require__(55249)
const toComparators = __nccwpck_require__(18296)
const maxSatisfying = __nccwpck_require__(15491)
const minSatisfying = __nccwpck_require__(57961)
const minVersion = __nccwpck_require__(80692)
const validRange = __nccwpck_require__(92047)
const outside = __nccwpck_require__(69018)
const gtr = __nccwpck_require__(30102)
const ltr = __nccwpck_require__(69819)
const intersects = __nccwpck_require__(33179)
const simplifyRange = __nccwpck_require__(37986)
const subset = __nccwpck_require__(58163)
module.exports = {
  parse,
  valid,
  clean,
  inc,
  diff,
  major,
  minor,
  patch,
  prerelease,
  compare,
  rcompare,
  compareLoose,
  compareBuild,
  sort,
  rsort,
  gt,
  lt,
  eq,
  neq,
  gte,
  lte,
  cmp,
  coerce,
  truncate,
  Comparator,
  Range,
  satisfies,
  toComparators,
  maxSatisfying,
  minSatisfying,
  minVersion,
  validRange,
  outside,
  gtr,
  ltr,
  intersects,
  simplifyRange,
  subset,
  SemVer,
  re: internalRe.re,
  src: internalRe.src,
  tokens: internalRe.t,
  SEMVER_SPEC_VERSION: constants.SEMVER_SPEC_VERSION,
  RELEASE_TYPES: constants.RELEASE_TYPES,
  compareIdentifiers: identifiers.compareIdentifiers,
  rcompareIdentifiers: identifiers.rcompareIdentifiers,
}


/***/ }),

/***/ 1083:
/***/ ((module) => {



// Note: this is the semver.org version of the spec that it implements
// Not necessarily the package version of this code.
const SEMVER_SPEC_VERSION = '2.0.0'

const MAX_LENGTH = 256
const MAX_SAFE_INTEGER = Number.MAX_SAFE_INTEGER ||
/* istanbul ignore next */ 9007199254740991

// Max safe segment length for coercion.
const MAX_SAFE_COMPONENT_LENGTH = 16

// Max safe length for a build identifier. The max length minus 6 characters for
// the shortest version with a build 0.0.0+BUILD.
const MAX_SAFE_BUILD_LENGTH = MAX_LENGTH - 6

// ECMAScript whitespace and line terminators matched by \s.
const WHITESPACE_CHARACTERS = [
  '\t',
  '\n',
  '\v',
  '\f',
  '\r',
  ' ',
  '\u00a0',
  '\u1680',
  '\u2000',
  '\u2001',
  '\u2002',
  '\u2003',
  '\u2004',
  '\u2005',
  '\u2006',
  '\u2007',
  '\u2008',
  '\u2009',
  '\u200a',
  '\u2028',
  '\u2029',
  '\u202f',
  '\u205f',
  '\u3000',
  '\ufeff',
]

const RELEASE_TYPES = [
  'major',
  'premajor',
  'minor',
  'preminor',
  'patch',
  'prepatch',
  'prerelease',
]

module.exports = {
  MAX_LENGTH,
  MAX_SAFE_COMPONENT_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  MAX_SAFE_INTEGER,
  WHITESPACE_CHARACTERS,
  RELEASE_TYPES,
  SEMVER_SPEC_VERSION,
  FLAG_INCLUDE_PRERELEASE: 0b001,
  FLAG_LOOSE: 0b010,
}


/***/ }),

/***/ 99037:
/***/ ((module) => {



const debug = (
  typeof process === 'object' &&
  process.env &&
  process.env.NODE_DEBUG &&
  /\bsemver\b/i.test(process.env.NODE_DEBUG)
) ? (...args) => console.error('SEMVER', ...args)
  : () => {}

module.exports = debug


/***/ }),

/***/ 88138:
/***/ ((module) => {



const numeric = /^[0-9]+$/
const compareIdentifiers = (a, b) => {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b ? 0 : a < b ? -1 : 1
  }

  const anum = numeric.test(a)
  const bnum = numeric.test(b)

  if (anum && bnum) {
    a = +a
    b = +b
  }

  return a === b ? 0
    : (anum && !bnum) ? -1
    : (bnum && !anum) ? 1
    : a < b ? -1
    : 1
}

const rcompareIdentifiers = (a, b) => compareIdentifiers(b, a)

module.exports = {
  compareIdentifiers,
  rcompareIdentifiers,
}


/***/ }),

/***/ 5605:
/***/ ((module) => {



class LRUCache {
  constructor () {
    this.max = 1000
    this.map = new Map()
  }

  get (key) {
    const value = this.map.get(key)
    if (value === undefined) {
      return undefined
    } else {
      // Remove the key from the map and add it to the end
      this.map.delete(key)
      this.map.set(key, value)
      return value
    }
  }

  delete (key) {
    return this.map.delete(key)
  }

  set (key, value) {
    const deleted = this.delete(key)

    if (!deleted && value !== undefined) {
      // If cache is full, delete the least recently used item
      if (this.map.size >= this.max) {
        const firstKey = this.map.keys().next().value
        this.delete(firstKey)
      }

      this.map.set(key, value)
    }

    return this
  }
}

module.exports = LRUCache


/***/ }),

/***/ 46130:
/***/ ((module) => {



// parse out just the options we care about
const looseOption = Object.freeze({ loose: true })
const emptyOpts = Object.freeze({ })
const parseOptions = options => {
  if (!options) {
    return emptyOpts
  }

  if (typeof options !== 'object') {
    return looseOption
  }

  return options
}
module.exports = parseOptions


/***/ }),

/***/ 5541:
/***/ ((module, exports, __nccwpck_require__) => {



const {
  MAX_SAFE_COMPONENT_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  MAX_LENGTH,
} = __nccwpck_require__(1083)
const debug = __nccwpck_require__(99037)
exports = module.exports = {}

// The actual regexps go on exports.re
const re = exports.re = []
const safeRe = exports.safeRe = []
const src = exports.src = []
const safeSrc = exports.safeSrc = []
const t = exports.t = {}
let R = 0

const LETTERDASHNUMBER = '[a-zA-Z0-9-]'

// Replace some greedy regex tokens to prevent regex dos issues. These regex are
// used internally via the safeRe object since all inputs in this library get
// normalized first to trim and collapse all extra whitespace. The original
// regexes are exported for userland consumption and lower level usage. A
// future breaking change could export the safer regex only with a note that
// all input should have extra whitespace removed.
const safeRegexReplacements = [
  ['\\s', 1],
  ['\\d', MAX_LENGTH],
  [LETTERDASHNUMBER, MAX_SAFE_BUILD_LENGTH],
]

const makeSafeRegex = (value) => {
  for (const [token, max] of safeRegexReplacements) {
    value = value
      .split(`${token}*`).join(`${token}{0,${max}}`)
      .split(`${token}+`).join(`${token}{1,${max}}`)
  }
  return value
}

const createToken = (name, value, isGlobal) => {
  const safe = makeSafeRegex(value)
  const index = R++
  debug(name, index, value)
  t[name] = index
  src[index] = value
  safeSrc[index] = safe
  re[index] = new RegExp(value, isGlobal ? 'g' : undefined)
  safeRe[index] = new RegExp(safe, isGlobal ? 'g' : undefined)
}

// The following Regular Expressions can be used for tokenizing,
// validating, and parsing SemVer version strings.

// ## Numeric Identifier
// A single `0`, or a non-zero digit followed by zero or more digits.

createToken('NUMERICIDENTIFIER', '0|[1-9]\\d*')
createToken('NUMERICIDENTIFIERLOOSE', '\\d+')

// ## Non-numeric Identifier
// Zero or more digits, followed by a letter or hyphen, and then zero or
// more letters, digits, or hyphens.

createToken('NONNUMERICIDENTIFIER', `\\d*[a-zA-Z-]${LETTERDASHNUMBER}*`)

// ## Main Version
// Three dot-separated numeric identifiers.

createToken('MAINVERSION', `(${src[t.NUMERICIDENTIFIER]})\\.` +
                   `(${src[t.NUMERICIDENTIFIER]})\\.` +
                   `(${src[t.NUMERICIDENTIFIER]})`)

createToken('MAINVERSIONLOOSE', `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.` +
                        `(${src[t.NUMERICIDENTIFIERLOOSE]})\\.` +
                        `(${src[t.NUMERICIDENTIFIERLOOSE]})`)

// ## Pre-release Version Identifier
// A numeric identifier, or a non-numeric identifier.
// Non-numeric identifiers include numeric identifiers but can be longer.
// Therefore non-numeric identifiers must go first.

createToken('PRERELEASEIDENTIFIER', `(?:${src[t.NONNUMERICIDENTIFIER]
}|${src[t.NUMERICIDENTIFIER]})`)

createToken('PRERELEASEIDENTIFIERLOOSE', `(?:${src[t.NONNUMERICIDENTIFIER]
}|${src[t.NUMERICIDENTIFIERLOOSE]})`)

// ## Pre-release Version
// Hyphen, followed by one or more dot-separated pre-release version
// identifiers.

createToken('PRERELEASE', `(?:-(${src[t.PRERELEASEIDENTIFIER]
}(?:\\.${src[t.PRERELEASEIDENTIFIER]})*))`)

createToken('PRERELEASELOOSE', `(?:-?(${src[t.PRERELEASEIDENTIFIERLOOSE]
}(?:\\.${src[t.PRERELEASEIDENTIFIERLOOSE]})*))`)

// ## Build Metadata Identifier
// Any combination of digits, letters, or hyphens.

createToken('BUILDIDENTIFIER', `${LETTERDASHNUMBER}+`)

// ## Build Metadata
// Plus sign, followed by one or more period-separated build metadata
// identifiers.

createToken('BUILD', `(?:\\+(${src[t.BUILDIDENTIFIER]
}(?:\\.${src[t.BUILDIDENTIFIER]})*))`)

// ## Full Version String
// A main version, followed optionally by a pre-release version and
// build metadata.

// Note that the only major, minor, patch, and pre-release sections of
// the version string are capturing groups.  The build metadata is not a
// capturing group, because it should not ever be used in version
// comparison.

createToken('FULLPLAIN', `v?${src[t.MAINVERSION]
}${src[t.PRERELEASE]}?${
  src[t.BUILD]}?`)

createToken('FULL', `^${src[t.FULLPLAIN]}$`)

// like full, but allows v1.2.3 and =1.2.3, which people do sometimes.
// also, 1.0.0alpha1 (prerelease without the hyphen) which is pretty
// common in the npm registry.
createToken('LOOSEPLAIN', `[v=\\s]*${src[t.MAINVERSIONLOOSE]
}${src[t.PRERELEASELOOSE]}?${
  src[t.BUILD]}?`)

createToken('LOOSE', `^${src[t.LOOSEPLAIN]}$`)

createToken('GTLT', '((?:<|>)?=?)')

// Something like "2.*" or "1.2.x".
// Note that "x.x" is a valid xRange identifier, meaning "any version"
// Only the first item is strictly required.
createToken('XRANGEIDENTIFIERLOOSE', `${src[t.NUMERICIDENTIFIERLOOSE]}|x|X|\\*`)
createToken('XRANGEIDENTIFIER', `${src[t.NUMERICIDENTIFIER]}|x|X|\\*`)

createToken('XRANGEPLAIN', `[v=\\s]*(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:\\.(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:\\.(${src[t.XRANGEIDENTIFIER]})` +
                   `(?:${src[t.PRERELEASE]})?${
                     src[t.BUILD]}?` +
                   `)?)?`)

createToken('XRANGEPLAINLOOSE', `[v=\\s]*(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:\\.(${src[t.XRANGEIDENTIFIERLOOSE]})` +
                        `(?:${src[t.PRERELEASELOOSE]})?${
                          src[t.BUILD]}?` +
                        `)?)?`)

createToken('XRANGE', `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAIN]}$`)
createToken('XRANGELOOSE', `^${src[t.GTLT]}\\s*${src[t.XRANGEPLAINLOOSE]}$`)

// Coercion.
// Extract anything that could conceivably be a part of a valid semver
createToken('COERCEPLAIN', `${'(^|[^\\d])' +
              '(\\d{1,'}${MAX_SAFE_COMPONENT_LENGTH}})` +
              `(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?` +
              `(?:\\.(\\d{1,${MAX_SAFE_COMPONENT_LENGTH}}))?`)
createToken('COERCE', `${src[t.COERCEPLAIN]}(?:$|[^\\d])`)
createToken('COERCEFULL', src[t.COERCEPLAIN] +
              `(?:${src[t.PRERELEASE]})?` +
              `(?:${src[t.BUILD]})?` +
              `(?:$|[^\\d])`)
createToken('COERCERTL', src[t.COERCE], true)
createToken('COERCERTLFULL', src[t.COERCEFULL], true)

// Tilde ranges.
// Meaning is "reasonably at or greater than"
createToken('LONETILDE', '(?:~>?)')

createToken('TILDETRIM', `(\\s*)${src[t.LONETILDE]}\\s+`, true)
exports.tildeTrimReplace = '$1~'

createToken('TILDE', `^${src[t.LONETILDE]}${src[t.XRANGEPLAIN]}$`)
createToken('TILDELOOSE', `^${src[t.LONETILDE]}${src[t.XRANGEPLAINLOOSE]}$`)

// Caret ranges.
// Meaning is "at least and backwards compatible with"
createToken('LONECARET', '(?:\\^)')

createToken('CARETTRIM', `(\\s*)${src[t.LONECARET]}\\s+`, true)
exports.caretTrimReplace = '$1^'

createToken('CARET', `^${src[t.LONECARET]}${src[t.XRANGEPLAIN]}$`)
createToken('CARETLOOSE', `^${src[t.LONECARET]}${src[t.XRANGEPLAINLOOSE]}$`)

// A simple gt/lt/eq thing, or just "" to indicate "any version"
createToken('COMPARATORLOOSE', `^${src[t.GTLT]}\\s*(${src[t.LOOSEPLAIN]})$|^$`)
createToken('COMPARATOR', `^${src[t.GTLT]}\\s*(${src[t.FULLPLAIN]})$|^$`)

// An expression to strip any whitespace between the gtlt and the thing
// it modifies, so that `> 1.2.3` ==> `>1.2.3`
createToken('COMPARATORTRIM', `(\\s*)${src[t.GTLT]
}\\s*(${src[t.LOOSEPLAIN]}|${src[t.XRANGEPLAIN]})`, true)
exports.comparatorTrimReplace = '$1$2$3'

// Something like `1.2.3 - 1.2.4`
// Note that these all use the loose form, because they'll be
// checked against either the strict or loose comparator form
// later.
createToken('HYPHENRANGE', `^\\s*(${src[t.XRANGEPLAIN]})` +
                   `\\s+-\\s+` +
                   `(${src[t.XRANGEPLAIN]})` +
                   `\\s*$`)

createToken('HYPHENRANGELOOSE', `^\\s*(${src[t.XRANGEPLAINLOOSE]})` +
                        `\\s+-\\s+` +
                        `(${src[t.XRANGEPLAINLOOSE]})` +
                        `\\s*$`)

// Star ranges basically just allow anything at all.
createToken('STAR', '(<|>)?=?\\s*\\*')
// >=0.0.0 is like a star
createToken('GTE0', '^\\s*>=\\s*0\\.0\\.0\\s*$')
createToken('GTE0PRE', '^\\s*>=\\s*0\\.0\\.0-0\\s*$')


/***/ }),

/***/ 97759:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

// @ts-check


// Reproduce safeRe[COMPARATORTRIM] replacement boundaries, not version
// validation. Each end-index finder returns an exclusive end, or its start
// on no match.
// Positions count from zero. An end of 3 means characters 0, 1, and 2 were read;
// range.slice(start, end) gives the matched text, not a converted number.
const {
  MAX_LENGTH,
  MAX_SAFE_BUILD_LENGTH,
  WHITESPACE_CHARACTERS,
} = __nccwpck_require__(1083)

/**
 * Remembers the last two rows of digits so their characters need not be reread.
 * Positions start at -1 until a row has been found.
 *
 * @typedef {object} DigitRunCache
 * @property {number} start The first character of the most recently found row.
 * @property {number} end The position after that row's last character.
 * @property {number} previousStart The first character of the previous row.
 * @property {number} previousEnd The position after the previous row.
 */

// One entry per UTF-16 code unit keeps membership checks constant-time.
const whitespace = new Uint8Array(0x10000)
for (const char of WHITESPACE_CHARACTERS) {
  whitespace[char.charCodeAt(0)] = 1
}

/**
 * Checks whether a character is whitespace, like a space, tab, or newline.
 * Looking past the end of the string returns false.
 *
 * @param {string|undefined} char One character, or undefined past the string's end.
 * @returns {boolean} Whether the character is whitespace.
 * @example isWhitespace(' ') // true
 * @example isWhitespace('1') // false
 */
const isWhitespace = char =>
  char !== undefined && whitespace[char.charCodeAt(0)] === 1

/**
 * Checks for v, =, or whitespace before the version number.
 * These are historical version prefixes, not range operators:
 * < and > are handled separately, as are tilde and caret ranges.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character can belong to a version prefix.
 * @example isVersionPrefix('=') // true
 * @example isVersionPrefix('>') // false
 */
const isVersionPrefix = char =>
  char === 'v' ||
  char === '=' ||
  isWhitespace(char)

/**
 * Checks whether a character is one of the digits 0 through 9.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character is an ASCII digit.
 * @example isDigit('7') // true
 * @example isDigit('.') // false
 */
const isDigit = char => char !== undefined && char >= '0' && char <= '9'

/**
 * Checks whether a character is an English letter, uppercase or lowercase.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character is an ASCII letter.
 * @example isLetter('b') // true
 * @example isLetter('7') // false
 */
const isLetter = char =>
  char !== undefined && (
    (char >= 'a' && char <= 'z') ||
    (char >= 'A' && char <= 'Z')
  )

/**
 * Checks for a letter, digit, or hyphen: the characters allowed inside
 * prerelease and build names such as beta-1.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether the character can be part of an identifier.
 * @example isIdentifierCharacter('-') // true
 * @example isIdentifierCharacter('.') // false; dots separate identifiers
 */
const isIdentifierCharacter = char => isDigit(char) || isLetter(char) || char === '-'

/**
 * Checks whether a version component can begin here: with a digit or
 * a wildcard such as x, X, or *.
 *
 * @param {string|undefined} char One character to check.
 * @returns {boolean} Whether a number or wildcard can start with this character.
 * @example isVersionStart('x') // true
 * @example isVersionStart('v') // false; v belongs to the prefix
 */
const isVersionStart = char =>
  isDigit(char) ||
  char === 'x' ||
  char === 'X' ||
  char === '*'

/**
 * Finds the end of a row of digits, but returns no more than limit digits.
 * Remembers the last two rows so looking at them again does not reread them.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of the first character to check.
 * @param {number} limit The most digit characters the returned match can include.
 * @param {DigitRunCache} digitRuns Shared cache of digit-run positions, updated in place.
 * @returns {number} The position after the matched digits, or start if none match.
 * @example findDigitsEndIndex('123abc', 0, 10, digitRuns) // 3, pointing at a
 * @example findDigitsEndIndex('123abc', 0, 2, digitRuns) // 2, pointing at the unread 3
 */
const findDigitsEndIndex = (range, start, limit, digitRuns) => {
  if (!isDigit(range[start])) {
    return start
  }
  if (start >= digitRuns.start && start < digitRuns.end) {
    return Math.min(start + limit, digitRuns.end)
  }
  if (start >= digitRuns.previousStart && start < digitRuns.previousEnd) {
    return Math.min(start + limit, digitRuns.previousEnd)
  }
  let end = start + 1
  while (isDigit(range[end])) {
    end++
  }
  // A failed full version can rewind from its second run to its first.
  digitRuns.previousStart = digitRuns.start
  digitRuns.previousEnd = digitRuns.end
  digitRuns.start = start
  digitRuns.end = end
  return Math.min(start + limit, end)
}

/**
 * Reads a number using the old regex's length and leading-zero rules.
 * Strict mode reads just the first zero in 012; loose mode can read all three.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the number should begin.
 * @param {boolean} loose Whether to allow leading zeros.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the matched digits, not their numeric value.
 * @example findVersionNumberEndIndex('012', 0, false, digitRuns) // 1
 * @example findVersionNumberEndIndex('012', 0, true, digitRuns) // 3
 */
const findVersionNumberEndIndex = (range, start, loose, digitRuns) => {
  if (!loose && range[start] === '0') {
    return start + 1
  }
  // Strict syntax allows an initial nonzero digit plus MAX_LENGTH digits.
  return findDigitsEndIndex(range, start, loose ? MAX_LENGTH : MAX_LENGTH + 1, digitRuns)
}

/**
 * Reads one piece of a prerelease name, such as beta or 1 in beta.1.
 * Tries the letter-or-hyphen form first, then the number-only form.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the identifier should begin.
 * @param {boolean} loose Whether numeric identifiers may have leading zeros.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the identifier, or start if none matches.
 * @example findPrereleaseIdentifierEndIndex('beta.1', 0, false, digitRuns) // 4, at the dot
 * @example findPrereleaseIdentifierEndIndex('001beta', 0, false, digitRuns) // 7
 */
const findPrereleaseIdentifierEndIndex = (range, start, loose, digitRuns) => {
  const digitsEnd = findDigitsEndIndex(range, start, MAX_LENGTH, digitRuns)
  // The legacy regex tries a nonnumeric identifier before a numeric one.
  if (isLetter(range[digitsEnd]) || range[digitsEnd] === '-') {
    let end = digitsEnd + 1
    const limit = end + MAX_SAFE_BUILD_LENGTH
    while (end < limit && isIdentifierCharacter(range[end])) {
      end++
    }
    return end
  }
  return findVersionNumberEndIndex(range, start, loose, digitRuns)
}

/**
 * Reads a prerelease suffix such as -beta.1, one dot-separated piece at a time.
 * Loose mode also allows the name without its opening hyphen.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the suffix should begin, including -.
 * @param {boolean} loose Whether the opening hyphen is optional and zeros allowed.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the matched suffix, or start if absent.
 * @example findPrereleaseEndIndex('-beta.1+sha', 0, false, digitRuns) // 7, at the plus
 * @example findPrereleaseEndIndex('beta', 0, false, digitRuns) // 0; no opening hyphen
 */
const findPrereleaseEndIndex = (range, start, loose, digitRuns) => {
  const hyphen = range[start] === '-'
  if (!loose && !hyphen) {
    return start
  }
  const identifierStart = start + (hyphen ? 1 : 0)
  let end = findPrereleaseIdentifierEndIndex(range, identifierStart, loose, digitRuns)
  if (end === identifierStart) {
    if (!loose || !hyphen) {
      return start
    }
    // In loose syntax, a lone hyphen can itself be the identifier.
    end = findPrereleaseIdentifierEndIndex(range, start, loose, digitRuns)
  }
  while (range[end] === '.') {
    const next = findPrereleaseIdentifierEndIndex(range, end + 1, loose, digitRuns)
    if (next === end + 1) {
      break
    }
    end = next
  }
  return end
}

/**
 * Reads one build-name piece, such as sha or 123 in +sha.123.
 * Stops at a disallowed character or the old regex's length limit.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the identifier should begin.
 * @returns {number} The position after the identifier, or start if none matches.
 * @example findBuildIdentifierEndIndex('sha.123', 0) // 3, at the dot
 * @example findBuildIdentifierEndIndex('001', 0) // 3; leading zeros are allowed
 */
const findBuildIdentifierEndIndex = (range, start) => {
  let end = start
  while (end - start < MAX_SAFE_BUILD_LENGTH && isIdentifierCharacter(range[end])) {
    end++
  }
  return end
}

/**
 * Reads optional build metadata such as +sha.123.
 * Leaves the position unchanged if there is no plus sign followed by a name.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the opening + should be.
 * @returns {number} The position after the matched metadata, or start if absent.
 * @example findBuildEndIndex('+sha.123 <2', 0) // 8, at the space
 * @example findBuildEndIndex('+', 0) // 0; a plus sign alone is not a match
 */
const findBuildEndIndex = (range, start) => {
  if (range[start] !== '+') {
    return start
  }
  let end = findBuildIdentifierEndIndex(range, start + 1)
  if (end === start + 1) {
    return start
  }
  while (range[end] === '.') {
    const next = findBuildIdentifierEndIndex(range, end + 1)
    if (next === end + 1) {
      break
    }
    end = next
  }
  return end
}

/**
 * Reads three numbers separated by dots, then any prerelease and build suffixes.
 * Uses loose rules, so forms such as 01.02.03beta can match here.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of the first number, after any prefix.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the version match, or start if none matches.
 * @example findLooseFullVersionEndIndex('1.2.3-beta+sha <2', 0, digitRuns) // 14
 * @example findLooseFullVersionEndIndex('1.2', 0, digitRuns) // 0; needs three numbers
 */
const findLooseFullVersionEndIndex = (range, start, digitRuns) => {
  let end = start
  for (let component = 0; component < 3; component++) {
    const next = findVersionNumberEndIndex(range, end, true, digitRuns)
    if (next === end) {
      return start
    }
    end = next
    if (component < 2) {
      if (range[end] !== '.') {
        return start
      }
      end++
    }
  }
  const prereleaseEnd = findPrereleaseEndIndex(range, end, true, digitRuns)
  return findBuildEndIndex(range, prereleaseEnd)
}

/**
 * Reads one component of a partial or wildcard version, such as 2 or x in 2.x.
 * Numbers use strict leading-zero rules; wildcards take up one character.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position where the component should begin.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the component, or start if none matches.
 * @example findPartialVersionComponentEndIndex('2.x', 0, digitRuns) // 1, at the dot
 * @example findPartialVersionComponentEndIndex('2.x', 2, digitRuns) // 3, after x
 */
const findPartialVersionComponentEndIndex = (range, start, digitRuns) => {
  if (isDigit(range[start])) {
    return findVersionNumberEndIndex(range, start, false, digitRuns)
  }
  return isVersionStart(range[start]) ? start + 1 : start
}

/**
 * Reads up to three components, allowing forms such as 1, 1.2, or 1.x.
 * After the third component, also reads any strict prerelease and build suffixes.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of a number or wildcard, after any prefix.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position after the matched version text.
 * @example findPartialVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
 * @example findPartialVersionEndIndex('1.', 0, digitRuns) // 1; the trailing dot is unread
 */
const findPartialVersionEndIndex = (range, start, digitRuns) => {
  let end = findPartialVersionComponentEndIndex(range, start, digitRuns)
  for (let component = 0; component < 2; component++) {
    if (range[end] !== '.') {
      return end
    }
    const next = findPartialVersionComponentEndIndex(range, end + 1, digitRuns)
    if (next === end + 1) {
      return end
    }
    end = next
  }
  const prereleaseEnd = findPrereleaseEndIndex(range, end, false, digitRuns)
  return findBuildEndIndex(range, prereleaseEnd)
}

/**
 * Finds where a version match ends, without deciding whether the range is valid.
 * Tries a loose full version first, then a partial or wildcard version, just
 * like the old regex's LOOSEPLAIN and XRANGEPLAIN alternatives.
 *
 * @param {string} range The text to read; it is not changed.
 * @param {number} start The position of a number or wildcard, after any prefix.
 * @param {DigitRunCache} digitRuns Shared digit-run cache, updated as needed.
 * @returns {number} The position where scanning the next candidate can resume.
 * @example findVersionEndIndex('1.2.3 <2', 0, digitRuns) // 5, at the space
 * @example findVersionEndIndex('1.x <2', 0, digitRuns) // 3, at the space
 */
const findVersionEndIndex = (range, start, digitRuns) => {
  const fullVersionEnd = findLooseFullVersionEndIndex(range, start, digitRuns)
  return fullVersionEnd !== start
    ? fullVersionEnd
    : findPartialVersionEndIndex(range, start, digitRuns)
}

/**
 * Finds the one whitespace character the old replacement would remove.
 * Keeps leading whitespace, skips an optional operator, and checks immediately
 * after it. Returns -1 if there is nothing to remove.
 *
 * @param {string} range The text containing a candidate already found by the caller.
 * @param {number} matchStart The candidate's position, including leading whitespace.
 * @returns {number} The position of the removable whitespace, or -1 if absent.
 * @example findRemovableWhitespaceIndex(' > 1', 0) // 2; keep the space at position 0
 * @example findRemovableWhitespaceIndex('>1', 0) // -1
 */
const findRemovableWhitespaceIndex = (range, matchStart) => {
  let position = matchStart
  if (isWhitespace(range[position])) {
    position++
  }
  if (range[position] === '<' || range[position] === '>') {
    position++
  }
  if (range[position] === '=') {
    position++
  }
  return isWhitespace(range[position]) ? position : -1
}

/**
 * Joins an operator to its version, turning > 1.2.3 into >1.2.3.
 * Copies everything else according to the old regex's matching rules.
 * Moves forward through prefixes and whole versions to avoid repeatedly
 * searching the same characters on long inputs.
 *
 * @param {string} range The range text to process; the original string is unchanged.
 * @returns {string} The range with matched operator whitespace removed.
 * @example trimComparatorWhitespace('> 1.2.3 < 2') // '>1.2.3 <2'
 * @example trimComparatorWhitespace('> invalid') // '> invalid'
 */
const trimComparatorWhitespace = range => {
  let result = ''
  let copyFrom = 0
  let cursor = 0
  const digitRuns = { start: -1, end: -1, previousStart: -1, previousEnd: -1 }

  while (cursor < range.length) {
    const matchStart = cursor
    if (range[cursor] === '<' || range[cursor] === '>') {
      cursor++
    } else if (!isVersionPrefix(range[cursor]) && !isVersionStart(range[cursor])) {
      cursor++
      continue
    }

    // Consume a v/=/whitespace run once, even when no version follows it.
    while (cursor < range.length && isVersionPrefix(range[cursor])) {
      cursor++
    }
    if (!isVersionStart(range[cursor])) {
      continue
    }

    const whitespacePosition = findRemovableWhitespaceIndex(range, matchStart)
    if (whitespacePosition !== -1) {
      result += range.slice(copyFrom, whitespacePosition)
      copyFrom = whitespacePosition + 1
    }

    // Skip the entire match, so a prerelease's trailing v cannot be
    // reconsidered as the prefix of another version.
    cursor = findVersionEndIndex(range, cursor, digitRuns)
  }

  return result + range.slice(copyFrom)
}

module.exports = trimComparatorWhitespace


/***/ }),

/***/ 30102:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



// Determine if version is greater than all the versions possible in the range.
const outside = __nccwpck_require__(69018)
const gtr = (version, range, options) => outside(version, range, '>', options)
module.exports = gtr


/***/ }),

/***/ 33179:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(21448)
const intersects = (r1, r2, options) => {
  r1 = new Range(r1, options)
  r2 = new Range(r2, options)
  return r1.intersects(r2, options)
}
module.exports = intersects


/***/ }),

/***/ 69819:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const outside = __nccwpck_require__(69018)
// Determine if version is less than all the versions possible in the range
const ltr = (version, range, options) => outside(version, range, '<', options)
module.exports = ltr


/***/ }),

/***/ 15491:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const Range = __nccwpck_require__(21448)

const maxSatisfying = (versions, range, options) => {
  let max = null
  let maxSV = null
  let rangeObj = null
  try {
    rangeObj = new Range(range, options)
  } catch (er) {
    return null
  }
  versions.forEach((v) => {
    if (rangeObj.test(v)) {
      // satisfies(v, range, options)
      if (!max || maxSV.compare(v) === -1) {
        // compare(max, v, true)
        max = v
        maxSV = new SemVer(max, options)
      }
    }
  })
  return max
}
module.exports = maxSatisfying


/***/ }),

/***/ 57961:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const Range = __nccwpck_require__(21448)
const minSatisfying = (versions, range, options) => {
  let min = null
  let minSV = null
  let rangeObj = null
  try {
    rangeObj = new Range(range, options)
  } catch (er) {
    return null
  }
  versions.forEach((v) => {
    if (rangeObj.test(v)) {
      // satisfies(v, range, options)
      if (!min || minSV.compare(v) === 1) {
        // compare(min, v, true)
        min = v
        minSV = new SemVer(min, options)
      }
    }
  })
  return min
}
module.exports = minSatisfying


/***/ }),

/***/ 80692:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const Range = __nccwpck_require__(21448)
const gt = __nccwpck_require__(77509)

const minVersion = (range, loose) => {
  range = new Range(range, loose)

  let minver = new SemVer('0.0.0')
  if (range.test(minver)) {
    return minver
  }

  minver = new SemVer('0.0.0-0')
  if (range.test(minver)) {
    return minver
  }

  minver = null
  for (let i = 0; i < range.set.length; ++i) {
    const comparators = range.set[i]

    let setMin = null
    comparators.forEach((comparator) => {
      // Clone to avoid manipulating the comparator's semver object.
      const compver = new SemVer(comparator.semver.version)
      switch (comparator.operator) {
        case '>':
          if (compver.prerelease.length === 0) {
            compver.patch++
          } else {
            compver.prerelease.push(0)
          }
          compver.raw = compver.format()
          /* fallthrough */
        case '':
        case '>=':
          if (!setMin || gt(compver, setMin)) {
            setMin = compver
          }
          break
        case '<':
        case '<=':
          /* Ignore maximum versions */
          break
        /* istanbul ignore next */
        default:
          throw new Error(`Unexpected operation: ${comparator.operator}`)
      }
    })
    if (setMin && (!minver || gt(minver, setMin))) {
      minver = setMin
    }
  }

  if (minver && range.test(minver)) {
    return minver
  }

  return null
}
module.exports = minVersion


/***/ }),

/***/ 69018:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const SemVer = __nccwpck_require__(30457)
const Comparator = __nccwpck_require__(56993)
const { ANY } = Comparator
const Range = __nccwpck_require__(21448)
const satisfies = __nccwpck_require__(55249)
const gt = __nccwpck_require__(77509)
const lt = __nccwpck_require__(74562)
const lte = __nccwpck_require__(21163)
const gte = __nccwpck_require__(30774)

const outside = (version, range, hilo, options) => {
  version = new SemVer(version, options)
  range = new Range(range, options)

  let gtfn, ltefn, ltfn, comp, ecomp
  switch (hilo) {
    case '>':
      gtfn = gt
      ltefn = lte
      ltfn = lt
      comp = '>'
      ecomp = '>='
      break
    case '<':
      gtfn = lt
      ltefn = gte
      ltfn = gt
      comp = '<'
      ecomp = '<='
      break
    default:
      throw new TypeError('Must provide a hilo val of "<" or ">"')
  }

  // If it satisfies the range it is not outside
  if (satisfies(version, range, options)) {
    return false
  }

  // From now on, variable terms are as if we're in "gtr" mode.
  // but note that everything is flipped for the "ltr" function.

  for (let i = 0; i < range.set.length; ++i) {
    const comparators = range.set[i]

    let high = null
    let low = null

    comparators.forEach((comparator) => {
      if (comparator.semver === ANY) {
        comparator = new Comparator('>=0.0.0')
      }
      high = high || comparator
      low = low || comparator
      if (gtfn(comparator.semver, high.semver, options)) {
        high = comparator
      } else if (ltfn(comparator.semver, low.semver, options)) {
        low = comparator
      }
    })

    // If the edge version comparator has a operator then our version
    // isn't outside it
    if (high.operator === comp || high.operator === ecomp) {
      return false
    }

    // If the lowest version comparator has an operator and our version
    // is less than it then it isn't higher than the range
    if ((!low.operator || low.operator === comp) &&
        ltefn(version, low.semver)) {
      return false
    } else if (low.operator === ecomp && ltfn(version, low.semver)) {
      return false
    }
  }
  return true
}

module.exports = outside


/***/ }),

/***/ 37986:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



// given a set of versions and a range, create a "simplified" range
// that includes the same versions that the original range does
// If the original range is shorter than the simplified one, return that.
const satisfies = __nccwpck_require__(55249)
const compare = __nccwpck_require__(81839)
module.exports = (versions, range, options) => {
  const set = []
  let first = null
  let prev = null
  const v = versions.sort((a, b) => compare(a, b, options))
  for (const version of v) {
    const included = satisfies(version, range, options)
    if (included) {
      prev = version
      if (!first) {
        first = version
      }
    } else {
      if (prev) {
        set.push([first, prev])
      }
      prev = null
      first = null
    }
  }
  if (first) {
    set.push([first, null])
  }

  const ranges = []
  for (const [min, max] of set) {
    if (min === max) {
      ranges.push(min)
    } else if (!max && min === v[0]) {
      ranges.push('*')
    } else if (!max) {
      ranges.push(`>=${min}`)
    } else if (min === v[0]) {
      ranges.push(`<=${max}`)
    } else {
      ranges.push(`${min} - ${max}`)
    }
  }
  const simplified = ranges.join(' || ')
  const original = typeof range.raw === 'string' ? range.raw : String(range)
  return simplified.length < original.length ? simplified : range
}


/***/ }),

/***/ 58163:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(21448)
const Comparator = __nccwpck_require__(56993)
const { ANY } = Comparator
const satisfies = __nccwpck_require__(55249)
const compare = __nccwpck_require__(81839)

// Complex range `r1 || r2 || ...` is a subset of `R1 || R2 || ...` iff:
// - Every simple range `r1, r2, ...` is a null set, OR
// - Every simple range `r1, r2, ...` which is not a null set is a subset of
//   some `R1, R2, ...`
//
// Simple range `c1 c2 ...` is a subset of simple range `C1 C2 ...` iff:
// - If c is only the ANY comparator
//   - If C is only the ANY comparator, return true
//   - Else if in prerelease mode, return false
//   - else replace c with `[>=0.0.0]`
// - If C is only the ANY comparator
//   - if in prerelease mode, return true
//   - else replace C with `[>=0.0.0]`
// - Let EQ be the set of = comparators in c
// - If EQ is more than one, return true (null set)
// - Let GT be the highest > or >= comparator in c
// - Let LT be the lowest < or <= comparator in c
// - If GT and LT, and GT.semver > LT.semver, return true (null set)
// - If any C is a = range, and GT or LT are set, return false
// - If EQ
//   - If GT, and EQ does not satisfy GT, return true (null set)
//   - If LT, and EQ does not satisfy LT, return true (null set)
//   - If EQ satisfies every C, return true
//   - Else return false
// - If GT
//   - If GT.semver is lower than any > or >= comp in C, return false
//   - If GT is >=, and GT.semver does not satisfy every C, return false
//   - If GT.semver has a prerelease, and not in prerelease mode
//     - If no C has a prerelease and the GT.semver tuple, return false
// - If LT
//   - If LT.semver is greater than any < or <= comp in C, return false
//   - If LT is <=, and LT.semver does not satisfy every C, return false
//   - If LT.semver has a prerelease, and not in prerelease mode
//     - If no C has a prerelease and the LT.semver tuple, return false
// - Else return true

const subset = (sub, dom, options = {}) => {
  if (sub === dom) {
    return true
  }

  sub = new Range(sub, options)
  dom = new Range(dom, options)
  let sawNonNull = false

  OUTER: for (const simpleSub of sub.set) {
    for (const simpleDom of dom.set) {
      const isSub = simpleSubset(simpleSub, simpleDom, options)
      sawNonNull = sawNonNull || isSub !== null
      if (isSub) {
        continue OUTER
      }
    }
    // the null set is a subset of everything, but null simple ranges in
    // a complex range should be ignored.  so if we saw a non-null range,
    // then we know this isn't a subset, but if EVERY simple range was null,
    // then it is a subset.
    if (sawNonNull) {
      return false
    }
  }
  return true
}

const minimumVersionWithPreRelease = [new Comparator('>=0.0.0-0')]
const minimumVersion = [new Comparator('>=0.0.0')]

const simpleSubset = (sub, dom, options) => {
  if (sub === dom) {
    return true
  }

  if (sub.length === 1 && sub[0].semver === ANY) {
    if (dom.length === 1 && dom[0].semver === ANY) {
      return true
    } else if (options.includePrerelease) {
      sub = minimumVersionWithPreRelease
    } else {
      sub = minimumVersion
    }
  }

  if (dom.length === 1 && dom[0].semver === ANY) {
    if (options.includePrerelease) {
      return true
    } else {
      dom = minimumVersion
    }
  }

  const eqSet = new Set()
  let gt, lt
  for (const c of sub) {
    if (c.operator === '>' || c.operator === '>=') {
      gt = higherGT(gt, c, options)
    } else if (c.operator === '<' || c.operator === '<=') {
      lt = lowerLT(lt, c, options)
    } else {
      eqSet.add(c.semver)
    }
  }

  if (eqSet.size > 1) {
    return null
  }

  let gtltComp
  if (gt && lt) {
    gtltComp = compare(gt.semver, lt.semver, options)
    if (gtltComp > 0) {
      return null
    } else if (gtltComp === 0 && (gt.operator !== '>=' || lt.operator !== '<=')) {
      return null
    }
  }

  // will iterate one or zero times
  for (const eq of eqSet) {
    if (gt && !satisfies(eq, String(gt), options)) {
      return null
    }

    if (lt && !satisfies(eq, String(lt), options)) {
      return null
    }

    for (const c of dom) {
      if (!satisfies(eq, String(c), options)) {
        return false
      }
    }

    return true
  }

  let higher, lower
  let hasDomLT, hasDomGT
  // if the subset has a prerelease, we need a comparator in the superset
  // with the same tuple and a prerelease, or it's not a subset
  let needDomLTPre = lt &&
    !options.includePrerelease &&
    lt.semver.prerelease.length ? lt.semver : false
  let needDomGTPre = gt &&
    !options.includePrerelease &&
    gt.semver.prerelease.length ? gt.semver : false
  // exception: <1.2.3-0 is the same as <1.2.3
  if (needDomLTPre && needDomLTPre.prerelease.length === 1 &&
      lt.operator === '<' && needDomLTPre.prerelease[0] === 0) {
    needDomLTPre = false
  }

  for (const c of dom) {
    hasDomGT = hasDomGT || c.operator === '>' || c.operator === '>='
    hasDomLT = hasDomLT || c.operator === '<' || c.operator === '<='
    if (gt) {
      if (needDomGTPre) {
        if (c.semver.prerelease && c.semver.prerelease.length &&
            c.semver.major === needDomGTPre.major &&
            c.semver.minor === needDomGTPre.minor &&
            c.semver.patch === needDomGTPre.patch) {
          needDomGTPre = false
        }
      }
      if (c.operator === '>' || c.operator === '>=') {
        higher = higherGT(gt, c, options)
        if (higher === c && higher !== gt) {
          return false
        }
      } else if (gt.operator === '>=' && !c.test(gt.semver)) {
        return false
      }
    }
    if (lt) {
      if (needDomLTPre) {
        if (c.semver.prerelease && c.semver.prerelease.length &&
            c.semver.major === needDomLTPre.major &&
            c.semver.minor === needDomLTPre.minor &&
            c.semver.patch === needDomLTPre.patch) {
          needDomLTPre = false
        }
      }
      if (c.operator === '<' || c.operator === '<=') {
        lower = lowerLT(lt, c, options)
        if (lower === c && lower !== lt) {
          return false
        }
      } else if (lt.operator === '<=' && !c.test(lt.semver)) {
        return false
      }
    }
    if (!c.operator && (lt || gt) && gtltComp !== 0) {
      return false
    }
  }

  // if there was a < or >, and nothing in the dom, then must be false
  // UNLESS it was limited by another range in the other direction.
  // Eg, >1.0.0 <1.0.1 is still a subset of <2.0.0
  if (gt && hasDomLT && !lt && gtltComp !== 0) {
    return false
  }

  if (lt && hasDomGT && !gt && gtltComp !== 0) {
    return false
  }

  // we needed a prerelease range in a specific tuple, but didn't get one
  // then this isn't a subset.  eg >=1.2.3-pre is not a subset of >=1.0.0,
  // because it includes prereleases in the 1.2.3 tuple
  if (needDomGTPre || needDomLTPre) {
    return false
  }

  return true
}

// >=1.2.3 is lower than >1.2.3
const higherGT = (a, b, options) => {
  if (!a) {
    return b
  }
  const comp = compare(a.semver, b.semver, options)
  return comp > 0 ? a
    : comp < 0 ? b
    : b.operator === '>' && a.operator === '>=' ? b
    : a
}

// <=1.2.3 is higher than <1.2.3
const lowerLT = (a, b, options) => {
  if (!a) {
    return b
  }
  const comp = compare(a.semver, b.semver, options)
  return comp < 0 ? a
    : comp > 0 ? b
    : b.operator === '<' && a.operator === '<=' ? b
    : a
}

module.exports = subset


/***/ }),

/***/ 18296:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(21448)

// Mostly just for testing and legacy API reasons
const toComparators = (range, options) =>
  new Range(range, options).set
    .map(comp => comp.map(c => c.value).join(' ').trim().split(' '))

module.exports = toComparators


/***/ }),

/***/ 92047:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {



const Range = __nccwpck_require__(21448)
const validRange = (range, options) => {
  try {
    // Return '*' instead of '' so that truthiness works.
    // This will throw if it's invalid anyway
    return new Range(range, options).range || '*'
  } catch (er) {
    return null
  }
}
module.exports = validRange


/***/ }),

/***/ 42613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 20181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 35317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 76982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 72250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 24434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 79896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 91943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 58611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 85675:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http2");

/***/ }),

/***/ 65692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 69278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 34589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 16698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 31421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 37540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 77598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 53053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 40610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 78474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 73024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 51455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 37067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 32467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 44708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 98995:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:module");

/***/ }),

/***/ 77030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 48161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 76760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 41792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 57075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 46466:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");

/***/ }),

/***/ 46193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 41692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 73136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 57975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 73429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 75919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 38522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 70857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 16928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 13193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 53557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 16460:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers/promises");

/***/ }),

/***/ 64756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 52018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 87016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 39023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 43106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 76286:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(95129);
/* harmony import */ var _contract_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(13425);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(42418);



/** Nobody writes a token on a command line; what is public needs none. */
const contract = {
    ..._contract_js__WEBPACK_IMPORTED_MODULE_1__/* .contract */ .d,
    inputs: {
        ..._contract_js__WEBPACK_IMPORTED_MODULE_1__/* .contract */ .d.inputs,
        token: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.secret */ .EZ.secret(), { description: 'Otherwise that of GH_TOKEN or GITHUB_TOKEN; what is public can be read without one.' }),
        'registry-username': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: _contract_js__WEBPACK_IMPORTED_MODULE_1__/* .contract */ .d.inputs['registry-username'].description }),
        'registry-token': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.secret */ .EZ.secret(), { description: 'Otherwise that of REGISTRY_TOKEN; what is public can be read without one.' }),
    },
};
/** The action for a terminal: the same inputs, the same proofs. */
const command = {
    contract,
    single: { file: 'files', signer: 'signers' },
    run: async (inputs, ports, json) => {
        const of = (name) => ports.job.variable(name) ?? '';
        const token = inputs.token ?? (of('GH_TOKEN') || of('GITHUB_TOKEN'));
        const access = { token, 'registry-username': inputs['registry-username'] ?? '', 'registry-token': inputs['registry-token'] ?? of('REGISTRY_TOKEN') };
        const outputs = await (0,_run_js__WEBPACK_IMPORTED_MODULE_2__.run)({ ...inputs, ...access }, ports);
        const { tag, path, files } = outputs;
        const lines = JSON.parse(files).map(({ name, digest }) => `${digest.slice(digest.indexOf(':') + 1)}  ${name}`);
        return { passed: true, output: json ? `${JSON.stringify(outputs)}\n` : `${tag} in ${path}\n${lines.join('\n')}\n` };
    },
};


/***/ }),

/***/ 13425:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ contract)
/* harmony export */ });
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(95129);

const contract = (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .QP)({
    name: 'fetch-release',
    title: 'Slipway: fetch release',
    description: 'Downloads files of a GitHub release by version and platform, proves every byte, and unpacks them safely.',
    branding: { icon: 'download-cloud', color: 'blue' },
    inputs: {
        repository: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string({ pattern: /^[^/\s]+\/[^/\s]+$/, describe: '`owner/name`' }), {
            description: 'The repository whose release it is.',
            default: '${{ github.repository }}',
        }),
        version: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), {
            description: 'A tag (`v1.2.3` or `1.2.3`), a range (`^1.2`, `1.x`, `>=1.2 <3`), or `latest`, the one that GitHub calls so.',
            default: 'latest',
        }),
        path: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'The folder that the files are put into. It may be there already; what lies in it is not overwritten.' }),
        files: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.lines */ .EZ.lines(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string()), {
            description: 'The files to fetch, one a line: names, in which `{name}`, `{component}`, `{os}`, `{arch}`, `{tag}` and `{version}` are filled in.',
            default: '{name}-{component}-{os}-{arch}.tar.gz',
        }),
        name: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'What `{name}` stands for; otherwise the name of the repository.' }),
        component: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'What `{component}` stands for: `runtime`, `firmware`.', default: 'runtime' }),
        platform: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), {
            description: 'The platform: `linux/amd64`, or as others write it, `linux/x86_64`, `macos/aarch64`; otherwise that of the runner.',
        }),
        prereleases: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), { description: 'Let `latest` and ranges choose prereleases too.', default: 'false' }),
        drafts: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), { description: 'Look among drafts too: for a token with `contents: write`.', default: 'false' }),
        'checksums-file': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), {
            description: 'The checksum file of the release, which has to be there and to list each file; `none` where a release has none.',
            default: 'checksums.txt',
        }),
        'whole-set': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), {
            description: 'Refuse a release that does not hold exactly what its checksum file lists, with the same digests, whatever is fetched.',
            default: 'true',
        }),
        pins: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.text */ .EZ.text(), {
            description: 'Checksums that you have written down yourself, as lines of a checksum file; each fetched file has to be among them.',
        }),
        attestation: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.enumeration */ .EZ.enumeration('auto', 'require', 'off'), {
            description: '`auto`: an attestation that is there has to hold, and to be one of a workflow of `repository`; `require`: each file has to have one; `off`: none is looked at.',
            default: 'auto',
        }),
        signers: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.lines */ .EZ.lines(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string()), {
            description: 'Workflow files whose signed statements count, as `OWNER/repository/.github/workflows/file.yml`. With them, each file has to have one of theirs.',
        }),
        'predicate-type': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'What is to be stated, as a URI.', default: 'https://slsa.dev/provenance/v1' }),
        'signed-events': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.commas */ .EZ.commas(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string()), {
            description: 'Events whose runs may sign.',
            default: 'push, workflow_dispatch, release',
        }),
        license: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), {
            description: 'The SPDX identifier of the one licence of the packages: each has to hold its whole text.',
        }),
        oci: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), {
            description: 'Where the same files are in a registry, for when the release is not there or GitHub does not answer: `ghcr.io/owner/name/{component}:{tag}`, an index over platforms, or `…:{tag}-{os}-{arch}`.',
        }),
        unpack: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), {
            description: 'Unpack `.tar.gz`, `.tgz`, `.tar.zst`, `.tar` and `.zip`; anything else is put down as it is.',
            default: 'true',
        }),
        'strip-components': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.integer */ .EZ.integer({ min: 0, max: 20 }), { description: 'Folders to cut off in front of the paths in archives.', default: '0' }),
        overwrite: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), { description: 'Replace files in `path` that are different; otherwise they are refused.', default: 'false' }),
        'max-download-mib': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.integer */ .EZ.integer({ min: 1, max: 2048 }), { description: 'The most that one file may have, in MiB.', default: '2048' }),
        'max-unpacked-mib': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.integer */ .EZ.integer({ min: 1, max: 1_048_576 }), { description: 'The most that archives may hold together, in MiB.', default: '8192' }),
        'max-files': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.integer */ .EZ.integer({ min: 1, max: 1_000_000 }), { description: 'The most members that archives may hold together.', default: '20000' }),
        cache: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), {
            description: "Keep the files in the runner's cache. What comes from there is proven like what is downloaded.",
            default: 'true',
        }),
        token: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.secret */ .EZ.secret(), { description: 'The token that may read the repository. A public one can be read with any.', default: '${{ github.token }}' }),
        'registry-username': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'The user that the registry of `oci` knows its token by.', default: '${{ github.actor }}' }),
        'registry-token': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.secret */ .EZ.secret(), { description: 'The token that may read the packages of `oci`.', default: '${{ github.token }}' }),
    },
    outputs: {
        path: { description: 'The folder that the files are in, as an absolute path.' },
        tag: { description: 'The tag of the release.' },
        version: { description: 'The tag without its `v`.' },
        digest: { description: 'The digest of the file that was fetched; empty where it was more than one.' },
        files: { description: 'The fetched files as JSON: `[{"name", "size", "digest", "cached", "signer"}]`; `signer` is empty where nobody signed.' },
        source: { description: '`release`, or `oci` where they came from the registry.' },
        cached: { description: '`true` where every file came from the cache.' },
    },
    permissions: {
        contents: { access: 'read', why: 'to read the release, where it is one of a private repository' },
        attestations: { access: 'read', why: 'to read who signed, there too; without it the look is left out, and said so' },
    },
    requires: {},
});


/***/ }),

/***/ 75114:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _slipway_host_command_line__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(4369);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(76286);
/* harmony import */ var _contract_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(13425);



// A terminal needs none of the runner's libraries.
if (!(await (0,_slipway_host_command_line__WEBPACK_IMPORTED_MODULE_0__/* .startCommand */ .S0)(_command_js__WEBPACK_IMPORTED_MODULE_1__/* .command */ .G))) {
    const [{ start }, { createCache }, { run }] = await Promise.all([Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 79842)), Promise.all(/* import() */[__nccwpck_require__.e(830), __nccwpck_require__.e(377), __nccwpck_require__.e(193), __nccwpck_require__.e(397)]).then(__nccwpck_require__.bind(__nccwpck_require__, 38397)), Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 42418))]);
    await start(_contract_js__WEBPACK_IMPORTED_MODULE_2__/* .contract */ .d, run, { cache: createCache() });
}

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 42418:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(74956);
;// CONCATENATED MODULE: ./packages/github/build/failure.js

/** A request that failed. After a transient one nobody knows whether it had its effect. */
class ApiFailure extends Error {
    name = 'ApiFailure';
    kind;
    status;
    /** Milliseconds that the server asked us to wait. */
    wait;
    /** Milliseconds to wait after the first such failure, where the server names no time; doubled for each further one. */
    firstWait;
    /** Requests of this token come too fast: none of them goes out before the wait is over, not only the one that was refused. */
    limit;
    constructor(kind, message, of = {}) {
        super(message, { cause: of.cause });
        this.kind = kind;
        this.status = of.status;
        this.wait = of.wait;
        this.firstWait = of.firstWait;
        this.limit = of.limit ?? false;
    }
}
/** GitHub's documentation asks for at least a minute where a limit names no time ("Best practices", "Handle rate limit errors"). */
const minute = 60_000;
/** Decides what an answer of 300 or more means. `what` names the request; `now` is in milliseconds. */
function failureOfAnswer(answer, what, now) {
    const { status, message } = answer;
    const wait = waitOf(answer, now);
    const limit = isLimit(answer);
    const firstWait = limit && wait === undefined ? minute : undefined;
    return new ApiFailure(kindOf(answer, limit), `${what}: ${status} ${message}`, { status, wait, firstWait, limit });
}
function kindOf({ status, codes }, limit) {
    if (limit || status === 408 || (status >= 500 && status !== 501))
        return 'transient';
    if (status === 401 || status === 403)
        return 'denied';
    if (status === 404)
        return 'missing';
    return codes.includes('already_exists') ? 'exists' : 'invalid';
}
/** GitHub's limits, primary and secondary ("Rate limits for the REST API"): 403 or 429; the headers or the message tell it from a missing permission. */
function isLimit({ status, headers, message }) {
    if (status === 429)
        return true;
    if (status !== 403)
        return false;
    return headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || /secondary rate limit|abuse detection/i.test(message);
}
/** Milliseconds to wait, from Retry-After (RFC 9110 section 10.2.3) or from the primary limit's reset. */
function waitOf({ status, headers }, now) {
    if (status < 400 || status === 404 || status === 422)
        return undefined;
    const after = headers['retry-after'];
    if (after !== undefined) {
        const wait = /^[0-9]+$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
        if (!Number.isNaN(wait))
            return Math.max(0, wait);
    }
    const reset = Number(headers['x-ratelimit-reset']);
    return (status === 403 || status === 429) && headers['x-ratelimit-remaining'] === '0' && reset > 0 ? Math.max(0, reset * 1000 - now) : undefined;
}
/** A connection that failed. */
function failureOfConnection(failure, what) {
    const kind = failure.reason === 'cancelled' ? 'cancelled' : failure.reason === 'tls' || failure.reason === 'too-large' ? 'invalid' : 'transient';
    return new ApiFailure(kind, `${what}: ${failure.message}`, { cause: failure });
}
const cures = {
    transient: 'Run the job again: it goes on with what is already there and sends no byte twice',
    cancelled: 'Run the job again: it goes on with what is already there and sends no byte twice',
    exists: 'See who else writes to this release, and give the job a concurrency group',
    missing: 'See whether the repository is right, and whether the token may write its contents',
    denied: 'Give the job `permissions: contents: write`, and the action a token of this repository',
    invalid: 'Read what GitHub says; a ruleset, an immutable release or a removed tag can forbid a release',
};
/** A failure that nothing more can be done about, as a problem with a cure. */
function problemOf(failure) {
    const burned = failure.kind === 'invalid' && failure.message.includes('was used by an immutable release');
    if (burned)
        return { code: 'E_GITHUB_BURNED', message: failure.message, cure: 'This version number is spent for ever: release under the next one' };
    return { code: `E_GITHUB_${failure.kind.toUpperCase()}`, message: failure.message, cure: cures[failure.kind] };
}
/** Turns an `ApiFailure` into a Refusal and lets everything else through: what a caller throws on. */
function refusalOf(error) {
    return error instanceof ApiFailure ? new Refusal([problemOf(error)], { cause: error }) : error;
}

;// CONCATENATED MODULE: ./packages/github/build/fetch-failure.js


const fetch_failure_cures = {
    transient: 'Run the job again: nothing was left behind',
    cancelled: 'Run the job again: nothing was left behind',
    exists: 'Run the job again',
    missing: 'See whether the repository is right; a private one needs a token of it with `contents: read`',
    denied: 'Give a token of this repository with `contents: read`, for drafts with `contents: write`; without a token GitHub answers 60 requests an hour',
    invalid: 'See whether the repository has another name now, and what GitHub says',
};
/** A failed reading as a problem with a cure; `file` is what was to be read. */
function readingProblem(failure, file) {
    return {
        code: `E_GITHUB_${failure.kind.toUpperCase()}`,
        message: failure.message,
        cure: fetch_failure_cures[failure.kind],
        ...(file === undefined ? {} : { at: { file } }),
    };
}
/** Turns an `ApiFailure` of a reading into a Refusal and lets everything else through: what a caller throws on. */
function readingRefusal(error, file) {
    return error instanceof ApiFailure ? new build/* Refusal */.P_([readingProblem(error, file)], { cause: error }) : error;
}

// EXTERNAL MODULE: ./packages/host/build/index.js + 6 modules
var host_build = __nccwpck_require__(79842);
;// CONCATENATED MODULE: ./packages/github/build/wire.js

/** GitHub's error body: a message, and the rules that were broken (REST, "Troubleshooting", validation errors). */
function readRefusal(data) {
    if (typeof data !== 'object' || data === null)
        return { message: String(data ?? '').slice(0, 200), codes: [] };
    const { message, errors } = data;
    const issues = (Array.isArray(errors) ? errors : []);
    const parts = issues.map((issue) => typeof issue === 'object' && issue !== null ? issue : { message: String(issue) });
    const details = parts.map((part) => part.message ?? [part.field, part.code].filter(Boolean).join(' ')).join('; ');
    return {
        message: [message, details].filter(Boolean).join(': '),
        codes: parts.flatMap((part) => ('code' in part && part.code !== undefined ? [part.code] : [])),
    };
}
/** A release of an answer; undefined for what is none. */
function releaseOf(data) {
    if (!hasFields(data, { id: 'number', tag_name: 'string', draft: 'boolean', prerelease: 'boolean', html_url: 'string', upload_url: 'string' }))
        return undefined;
    const raw = data;
    const { id, tag_name: tag, draft, prerelease, immutable = false, html_url: url } = raw;
    const author = loginOf(raw.author);
    return { id, tag, draft, prerelease, immutable, body: raw.body ?? '', author, url, uploadUrl: raw.upload_url.replace(/\{.*$/, '') };
}
/** An asset of an answer; undefined for what is none. `now` is the server's time in milliseconds since 1970. */
function assetOf(data, now) {
    if (!hasFields(data, { id: 'number', name: 'string', size: 'number', state: 'string' }))
        return undefined;
    const { id, name, size, state, digest, updated_at = '', uploader } = data;
    const changed = Date.parse(updated_at);
    // What does not say when it was changed may have been changed just now.
    const age = Number.isNaN(changed) ? 0 : Math.max(0, now - changed);
    return { id, name, size, state, digest: typeof digest === 'string' && (0,build/* isDigest */.Bc)(digest) ? digest : undefined, uploader: loginOf(uploader), age };
}
/** Empty for an account that is gone. */
function loginOf(user) {
    return typeof user?.login === 'string' ? user.login : '';
}
function hasFields(data, fields) {
    if (typeof data !== 'object' || data === null)
        return false;
    return Object.entries(fields).every(([name, type]) => typeof data[name] === type);
}

;// CONCATENATED MODULE: ./packages/github/build/rest.js



const restHeaders = (token) => ({
    authorization: `token ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
});
/** So many pages of a hundred are more than GitHub lists (10,000 releases). */
const mostPages = 110;
function createRest({ http, clock, token, apiUrl, repository }) {
    const base = apiUrl.replace(/\/+$/, '');
    const send = async (url, { what, method = 'GET', body, deadline }) => {
        const headers = { ...restHeaders(token), ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }) };
        const request = { method, url, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }), ...(deadline === undefined ? {} : { deadline }) };
        const answer = await http.request(request).catch((error) => {
            throw error instanceof host_build.HttpFailure ? failureOfConnection(error, what) : error;
        });
        if (answer.status >= 200 && answer.status < 300)
            return answer;
        if (answer.status < 400)
            throw movedAway(what, answer.status);
        throw failureOfAnswer({ status: answer.status, headers: answer.headers, ...readRefusal(readJson(answer.body)) }, what, clock.now());
    };
    const read = (what, answer) => {
        const now = Date.parse(answer.headers['date'] ?? '');
        const told = Number.isNaN(now) ? clock.now() : now;
        if (answer.status === 204 || answer.status === 205)
            return { data: undefined, now: told };
        const data = readJson(answer.body);
        if (typeof data !== 'object' || data === null)
            throw noJson(what, answer.status);
        return { data, now: told };
    };
    return {
        call: async (request) => read(request.what, await send(`${base}/repos/${repository}${request.path}`, request)),
        list: async (what, path) => {
            const items = [];
            let url = `${base}/repos/${repository}${path}?per_page=100`;
            for (let page = 1;; page += 1) {
                const answer = await send(url, { what });
                const { data, now } = read(what, answer);
                if (!Array.isArray(data))
                    throw noJson(what, answer.status);
                items.push(...data);
                const next = nextPage(answer.headers['link'], base);
                if (next === undefined || page >= mostPages)
                    return { items, now };
                url = next;
            }
        },
    };
}
/** The token goes to the API's own origin and nowhere else, whatever a header says. */
function nextPage(link, base) {
    const next = /<([^>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
    return next !== undefined && URL.canParse(next) && new URL(next).origin === new URL(base).origin ? next : undefined;
}
/** Not followed: a client that is sent elsewhere with its token is one that can be sent anywhere. */
function movedAway(what, status) {
    return new ApiFailure('invalid', `${what} was sent elsewhere (${status}): the repository has another name now`, { status });
}
/** A page where JSON is due is a server in trouble, whatever its status says. */
function noJson(what, status) {
    return new ApiFailure('transient', `${what}: ${status}, and no JSON of GitHub's in the answer`, { status });
}
function readJson(bytes) {
    const text = Buffer.from(bytes).toString('utf8');
    try {
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./packages/github/build/retry.js

const retryPolicy = {
    /** Tries in all. */
    tries: 6,
    /** Milliseconds before the second try; doubled for each further one. */
    firstWait: 1_000,
    /** A server that asks for more is not waited for: runners cost money. */
    longestWait: 15 * 60_000,
};
/** Tries again after transient failures. Only for requests that are safe to repeat. The last failure is thrown as it is, without a wait. */
async function retried(effects, attempt) {
    for (let number = 1;; number += 1) {
        try {
            await keepPace(effects);
            return await attempt();
        }
        catch (error) {
            await waitAfter(effects, error, number);
        }
    }
}
/** Waits while a limit holds that another request has met. */
async function keepPace({ clock, pace }) {
    const left = (pace?.until ?? 0) - clock.now();
    if (left > 0)
        await clock.sleep(left);
}
/** Waits before the next try, or throws the failure: because it is not transient, tries are used up, or the wait would be too long. */
async function waitAfter(effects, error, number) {
    if (!(error instanceof ApiFailure) || error.kind !== 'transient' || number >= retryPolicy.tries)
        throw error;
    const wait = error.wait ?? (error.firstWait ?? retryPolicy.firstWait) * 2 ** (number - 1);
    if (wait > retryPolicy.longestWait)
        throw error;
    // Up to a quarter more, so that jobs which failed together do not come back together.
    const jitter = (Number.parseInt(effects.random(2), 16) / 0xffff) * (wait / 4);
    effects.log.info(`${error.message}; try ${number + 1} of ${retryPolicy.tries} in ${((wait + jitter) / 1000).toFixed(1)} s`);
    const sleep = Math.round(wait + jitter);
    if (error.limit && effects.pace !== undefined)
        effects.pace.until = Math.max(effects.pace.until, effects.clock.now() + sleep);
    await effects.clock.sleep(sleep);
}

;// CONCATENATED MODULE: ./packages/github/build/fetch-download.js





/** Bytes a second: a connection is given the time that it needs at this speed, and is cut off earlier when it stands still. */
const slowest = 50_000;
const stallFloor = 16 * 1024;
/** A connection that ends after it has brought so many bytes was no failed try. */
const worthKeeping = 1024 * 1024;
const mostRedirects = 5;
/**
 * Reads an asset as it comes; where the connection broke, it goes on with the bytes that are missing (RFC 9110 section 14, "Range Requests"),
 * and with a server that knows no ranges from the start, without what the reader has already. The token goes to the API's own origin and
 * nowhere else: the address that GitHub sends us to is its own credential. Never more bytes come than the asset has.
 */
function downloadAsset(options, effects, asset) {
    return (0,host_build.pullFrom)(async (take) => {
        const download = { ...options, asset, take, offset: 0, place: undefined };
        while (download.offset < asset.size)
            await retried(effects, () => readOn(download, effects));
    });
}
async function readOn(download, effects) {
    const before = download.offset;
    try {
        await readRest(download);
    }
    catch (error) {
        const broken = error instanceof ApiFailure && error.kind === 'transient';
        if (!broken || download.offset - before < worthKeeping)
            throw error;
        effects.log.info(`${error.message}; going on after ${download.offset} of ${download.asset.size} bytes`);
    }
}
async function readRest(download) {
    const { asset, place, offset } = download;
    const what = `downloading ${asset.name}`;
    const answer = await follow(download, what);
    const { status, headers, body } = answer;
    if (status === 200 || status === 206) {
        // What the sink did not want is here: as long as the asset is, it may be the asset all the same.
        if (body.length === asset.size && status === 200)
            await skipping(download, what)(body);
        const came = download.offset - offset;
        if (download.offset === asset.size || (status === 206 && came >= worthKeeping))
            return;
        if (status === 206 && came > 0)
            throw new ApiFailure('transient', `${what}: only ${came} bytes came`, { status });
        throw wrongAnswer(answer, what, download);
    }
    download.place = undefined;
    const failure = failureOfAnswer({ status, headers, ...readRefusal(readJson(body)) }, what, download.clock.now());
    // A signed address dies while a long file comes: a fresh one is asked for.
    if (place !== undefined && (failure.kind === 'denied' || failure.kind === 'missing'))
        throw new ApiFailure('transient', failure.message, { status, wait: 0 });
    throw failure;
}
async function follow(download, what) {
    const { http, token, apiUrl, repository, asset, offset } = download;
    const api = `${apiUrl.replace(/\/+$/, '')}/repos/${repository}/releases/assets/${asset.id}`;
    const range = offset === 0 ? {} : { range: `bytes=${offset}-` };
    let url = download.place ?? api;
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
        const own = url === api ? restHeaders(token) : {};
        const request = {
            method: 'GET',
            url,
            headers: { ...own, accept: 'application/octet-stream', ...range },
            deadline: 60_000 + (asset.size / slowest) * 1000,
            stallFloor,
            // An error's text may be longer than a small file.
            limit: Math.max(asset.size, 64 * 1024),
            sink: sinkOf(download, what),
        };
        const answer = await http.request(request).catch((error) => {
            throw error instanceof host_build.HttpFailure ? failureOfConnection(error, what) : error;
        });
        const next = answer.headers['location'];
        if (![301, 302, 303, 307, 308].includes(answer.status) || next === undefined)
            return answer;
        url = checkRedirect(next, url, what);
        download.place = url;
    }
    throw new ApiFailure('invalid', `${what}: sent on more than ${mostRedirects} times`);
}
/** What was asked for over TLS stays there. */
function checkRedirect(next, from, what) {
    const target = URL.canParse(next, from) ? new URL(next, from) : undefined;
    const safe = target !== undefined && (target.protocol === 'https:' || (target.protocol === 'http:' && from.startsWith('http:')));
    if (!safe)
        throw new ApiFailure('invalid', `${what}: sent on to an address that is not safe`);
    return target.href;
}
/** Takes the missing part, or the whole without what is there; nothing of an answer whose head says that it is something else. */
function sinkOf(download, what) {
    return ({ status, headers }) => {
        const { offset, asset } = download;
        if (status === 206)
            return readRange(headers['content-range'], offset, asset.size) ? taking(download, what) : undefined;
        const length = headers['content-length'];
        const right = length === undefined ? !isPage(headers) : Number(length) === asset.size;
        return status === 200 && right ? skipping(download, what) : undefined;
    };
}
/** A part that begins where the last one ended; a server may send less than it was asked for. */
function readRange(range, offset, size) {
    const [, first, last, total] = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(range ?? '') ?? [];
    return Number(first) === offset && Number(last) < size && (total === '*' || Number(total) === size);
}
function taking(download, what) {
    return async (bytes) => {
        const { asset, take } = download;
        if (download.offset + bytes.length > asset.size)
            throw new ApiFailure('invalid', `${what}: more bytes came than the ${asset.size} that it has`);
        await take(bytes);
        download.offset += bytes.length;
    };
}
function skipping(download, what) {
    const take = taking(download, what);
    let left = download.offset;
    return async (bytes) => {
        const fresh = bytes.subarray(Math.min(left, bytes.length));
        left -= bytes.length - fresh.length;
        if (fresh.length > 0)
            await take(fresh);
    };
}
/** A page for people with status 200 is a server in trouble; other bytes than there should be are for the proof to refuse. */
function wrongAnswer({ status, headers, body }, what, { offset, asset }) {
    if (status === 206) {
        return new ApiFailure('invalid', `${what}: asked for what follows the first ${offset} of ${asset.size} bytes, and got "${headers['content-range'] ?? ''}"`);
    }
    const came = body.length > 0 ? body.length : offset;
    return new ApiFailure(isPage(headers) ? 'transient' : 'invalid', `${what}: ${came} bytes came, and not ${asset.size}`);
}
function isPage(headers) {
    return headers['content-type']?.startsWith('text/html') === true;
}

;// CONCATENATED MODULE: ./packages/github/build/fetch-reader.js





function openReleaseReader(given) {
    const options = given.token === '' ? { ...given, http: withoutToken(given.http) } : given;
    const effects = { clock: given.clock, log: given.log, random: given.random, pace: { until: 0 } };
    const rest = createRest(options);
    const read = (what, path, parse) => retried(effects, async () => {
        const { data, now } = await rest.call({ what, path });
        return parse(data, now) ?? fail(what);
    });
    const list = (what, path, parse) => retried(effects, async () => {
        const { items, now } = await rest.list(what, path);
        return items.map((item) => parse(item, now) ?? fail(what));
    });
    return {
        findByTag: (tag) => unlessMissing(read(`reading the release ${tag}`, `/releases/tags/${tag.split('/').map(encodeURIComponent).join('/')}`, releaseOf)),
        readLatest: () => unlessMissing(read('reading the latest release', '/releases/latest', releaseOf)),
        listReleases: () => list('listing the releases', '/releases', releaseOf),
        listAssets: (id) => list('listing the assets', `/releases/${id}/assets`, assetOf),
        readDefaultBranch: () => read('reading the repository', '', branchOf),
        readBundles: async (digest, predicateType) => {
            const path = `/attestations/${digest}?per_page=100&predicate_type=${encodeURIComponent(predicateType)}`;
            return (await unlessMissing(read('reading the attestations', path, bundlesOf))) ?? [];
        },
        download: (asset) => downloadAsset(options, effects, asset),
    };
}
/** A header without a token would be refused even where none is needed. */
function withoutToken(http) {
    return {
        request: (request) => {
            const { authorization: _, ...headers } = request.headers ?? {};
            return http.request({ ...request, headers });
        },
    };
}
function branchOf(data) {
    const { default_branch: branch } = data;
    return typeof branch === 'string' ? branch : undefined;
}
/** An attestation whose bundle is kept elsewhere (`bundle_url`) is passed over: it counts as not there. */
function bundlesOf(data) {
    const { attestations } = data;
    if (!Array.isArray(attestations))
        return undefined;
    const bundles = attestations.map((one) => one?.bundle);
    return bundles.filter((bundle) => typeof bundle === 'object' && bundle !== null).map((bundle) => Buffer.from(JSON.stringify(bundle)));
}
function fail(what) {
    throw noJson(what, 200);
}
async function unlessMissing(request) {
    try {
        return await request;
    }
    catch (error) {
        if (error instanceof ApiFailure && error.kind === 'missing')
            return undefined;
        throw error;
    }
}

// EXTERNAL MODULE: ./packages/github/node_modules/semver/index.js
var semver = __nccwpck_require__(6766);
;// CONCATENATED MODULE: ./packages/github/build/fetch-version.js


/**
 * Reads `latest`, a tag (`v1.2.3`, `1.2.3`, or any other name), or a range as npm writes them (node-semver, "Ranges"): `^1.2`, `1.x`,
 * `>=1.2 <3`. Two numbers are a range: `1.2` is `1.2.x`.
 */
function parseVersionRequest(text) {
    if (text === 'latest')
        return (0,build.ok)({ kind: 'latest' });
    if ((0,semver.valid)(text) !== null)
        return (0,build.ok)({ kind: 'exact', tags: /^[0-9]/.test(text) ? [`v${text}`, text] : [text] });
    if (text !== '' && (0,semver.validRange)(text) !== null)
        return (0,build.ok)({ kind: 'range', range: text });
    // What no tag may hold (git-check-ref-format(1)), or what only ranges are written with.
    if (text === '' || /[\s~^:?*[\\<>=|]|\.\.|@\{|^[-/]|[/.]$|\.lock$/.test(text)) {
        const cure = 'Write latest, a tag such as v1.2.3, or a range such as ^1.2, 1.x or >=1.2 <3';
        return (0,build/* err */._q)({ code: 'E_GITHUB_VERSION', message: `"${text}" is neither a version, nor a range, nor a tag`, cure });
    }
    return (0,build.ok)({ kind: 'exact', tags: [text] });
}
/** The version without its `v`; the tag itself where it is no version. */
function versionOf(tag) {
    return (0,semver.parse)(tag)?.raw.replace(/^[v=]+/, '') ?? tag;
}
/**
 * Chooses the highest version that fits; undefined where none does. A prerelease fits only where it is asked for: by the rule, or by a
 * range that names one of the same version (`^1.3.0-rc.1`). Two that cannot be told apart are refused (E_GITHUB_AMBIGUOUS), except that
 * what is public goes before a draft.
 */
function chooseVersion(request, candidates, rules) {
    const open = candidates.filter(({ draft }) => rules.drafts || !draft);
    if (request.kind === 'exact') {
        for (const tag of request.tags) {
            const named = open.filter((candidate) => candidate.tag === tag);
            if (named.length > 0)
                return only(named, tag);
        }
        return (0,build.ok)(undefined);
    }
    const range = request.kind === 'latest' ? '*' : request.range;
    const fitting = open.flatMap((candidate) => {
        const version = (0,semver.parse)(candidate.tag);
        return version !== null && fits(version, candidate, range, rules) ? [{ candidate, version }] : [];
    });
    const highest = fitting.toSorted((one, other) => (0,semver.compareBuild)(other.version, one.version))[0];
    if (highest === undefined)
        return (0,build.ok)(undefined);
    const equals = fitting.filter(({ version }) => (0,semver.compareBuild)(version, highest.version) === 0).map(({ candidate }) => candidate);
    return only(equals, highest.candidate.tag);
}
function fits(version, { prerelease }, range, { prereleases }) {
    // A full version that its owner calls a prerelease is one.
    if (prerelease && version.prerelease.length === 0 && !prereleases)
        return false;
    return (0,semver.satisfies)(version, range, { includePrerelease: prereleases });
}
function only(equals, tag) {
    const published = equals.filter(({ draft }) => !draft);
    const chosen = published.length > 0 ? published : equals;
    if (chosen.length === 1)
        return (0,build.ok)(chosen[0]);
    const names = chosen.map((one) => (one.draft ? `a draft of ${one.tag}` : one.tag)).join(' and ');
    const cure = 'Delete the one that is not meant, or name the other by its tag';
    return (0,build/* err */._q)({ code: 'E_GITHUB_AMBIGUOUS', message: `${tag} could be ${chosen.length} releases: ${names}`, cure });
}

;// CONCATENATED MODULE: ./packages/github/build/fetch-index.js





;// CONCATENATED MODULE: ./packages/oci/build/descriptor.js

function descriptor_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Reads a descriptor from parsed JSON. `where` is its place in the document, such as `manifests[1]`. */
function descriptor_parseDescriptor(value, where) {
    if (!descriptor_isRecord(value))
        return bad(where, 'is no object');
    const { mediaType, digest, size, artifactType } = value;
    if (typeof mediaType !== 'string' || mediaType === '')
        return bad(where, 'has no mediaType');
    if (typeof digest !== 'string' || !(0,build/* isDigest */.Bc)(digest))
        return bad(where, `has no usable digest (${JSON.stringify(digest)})`);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
        return bad(where, `has no usable size (${JSON.stringify(size)})`);
    const annotations = parseAnnotations(value['annotations']);
    if (annotations === 'wrong')
        return bad(where, 'has annotations that are not text');
    const platform = parsePlatformObject(value['platform']);
    return (0,build.ok)({
        mediaType,
        digest,
        size,
        ...(platform === undefined ? {} : { platform }),
        ...(typeof artifactType === 'string' ? { artifactType } : {}),
        ...(annotations === undefined ? {} : { annotations }),
    });
}
function parseAnnotations(value) {
    if (value === undefined || value === null)
        return undefined;
    if (!descriptor_isRecord(value) || !Object.values(value).every((text) => typeof text === 'string'))
        return 'wrong';
    return value;
}
/** In one order, so that the same annotations are always the same bytes. */
function descriptor_sortAnnotations(annotations) {
    return Object.fromEntries(Object.entries(annotations).sort(([one], [other]) => (one < other ? -1 : 1)));
}
/**
 * `{os, architecture, variant}` as our own word. What is no platform of ours (BuildKit's attestations say `unknown/unknown`) is
 * undefined. The variant `v8` of arm64 is left out: it is the only one there is, and tools differ in whether they write it.
 */
function parsePlatformObject(value) {
    if (!descriptor_isRecord(value))
        return undefined;
    const { os, architecture, variant } = value;
    const written = typeof variant === 'string' && variant !== '' && !(architecture === 'arm64' && variant === 'v8') ? `/${variant}` : '';
    const platform = (0,build/* parsePlatform */.FL)(`${String(os)}/${String(architecture)}${written}`);
    return platform.ok ? platform.value : undefined;
}
/** The platform as a manifest writes it. */
function descriptor_renderPlatformObject(platform) {
    const [os = '', architecture = '', variant] = platform.split('/');
    return variant === undefined ? { architecture, os } : { architecture, os, variant };
}
function bad(where, what) {
    const cure = 'The document is damaged or no OCI document: push the image again';
    return (0,build/* err */._q)({ code: 'E_OCI_DESCRIPTOR', message: `${where} ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/oci/build/media-types.js
/** Media types of the OCI image specification 1.1 (media-types.md) and of Docker's schema 2, which registries still serve. */
const media_types_mediaTypes = {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerConfig: 'application/vnd.docker.container.image.v1+json',
};
const indexTypes = [media_types_mediaTypes.index, media_types_mediaTypes.dockerIndex];
const imageTypes = [media_types_mediaTypes.manifest, media_types_mediaTypes.dockerManifest];
const configTypes = [media_types_mediaTypes.config, media_types_mediaTypes.dockerConfig];
/** Every manifest type that this room reads, in the order of preference: the value of an `Accept` header. */
const manifestTypes = [...indexTypes, ...imageTypes];
function isIndexType(mediaType) {
    return indexTypes.includes(mediaType);
}
function media_types_isImageType(mediaType) {
    return imageTypes.includes(mediaType);
}
/** Whether a config of this type is an image's own, from which os and architecture can be read. An artifact's is not. */
function media_types_isConfigType(mediaType) {
    return configTypes.includes(mediaType);
}

;// CONCATENATED MODULE: ./packages/oci/build/manifest.js



const maximum = 4 * 1024 * 1024;
/**
 * Reads a manifest from its bytes. `mediaType` is what the registry said of it; the document may say it again but not differently
 * (manifest.md, "mediaType": the two must agree). Docker's schema 1 is refused, because its digest does not cover its bytes.
 */
function manifest_parseManifest(bytes, mediaType) {
    if (bytes.length > maximum)
        return manifest_bad(`holds ${bytes.length} bytes, more than the 4 MiB that registries accept`);
    if (mediaType !== undefined && !isKnownType(mediaType))
        return manifest_bad(describeType(mediaType));
    const document = manifest_parseJson(bytes);
    if (!descriptor_isRecord(document))
        return manifest_bad('is no JSON object');
    const written = document['mediaType'];
    if (typeof written === 'string' && mediaType !== undefined && written !== mediaType) {
        return manifest_bad(`says of itself that it is ${written}, but was served as ${mediaType}`);
    }
    if (document['schemaVersion'] !== 2)
        return manifest_bad(`has schemaVersion ${JSON.stringify(document['schemaVersion'])}, not 2`);
    const type = mediaType ?? (typeof written === 'string' ? written : guessType(document));
    const exact = { mediaType: type, digest: (0,build/* digestOf */.ol)(bytes), bytes };
    if (isIndexType(type))
        return parseIndex(document, exact);
    if (media_types_isImageType(type))
        return parseImage(document, exact);
    return manifest_bad(describeType(type));
}
function isKnownType(mediaType) {
    return isIndexType(mediaType) || media_types_isImageType(mediaType);
}
function describeType(mediaType) {
    return `has the media type ${mediaType}, which is neither an image nor an index`;
}
function manifest_parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}
function guessType(document) {
    return Array.isArray(document['manifests']) ? media_types_mediaTypes.index : media_types_mediaTypes.manifest;
}
function parseCommon(document) {
    const annotations = parseAnnotations(document['annotations']);
    if (annotations === 'wrong')
        return manifest_bad('has annotations that are not text');
    const { artifactType, subject } = document;
    const parsed = subject === undefined || subject === null ? undefined : descriptor_parseDescriptor(subject, 'subject');
    if (parsed?.ok === false)
        return parsed;
    return (0,build.ok)({
        annotations: annotations ?? {},
        ...(typeof artifactType === 'string' ? { artifactType } : {}),
        ...(parsed === undefined ? {} : { subject: parsed.value }),
    });
}
function parseIndex(document, exact) {
    // An index that also has layers could be read as an image by another tool (CVE-2021-41190).
    if (document['layers'] !== undefined || document['config'] !== undefined)
        return manifest_bad('is an index, but also has layers or a config');
    const common = parseCommon(document);
    if (!common.ok)
        return common;
    const manifests = parseList(document['manifests'], 'manifests');
    return manifests.ok ? (0,build.ok)({ kind: 'index', ...exact, manifests: manifests.value, ...common.value }) : manifests;
}
function parseImage(document, exact) {
    if (document['manifests'] !== undefined)
        return manifest_bad('is an image, but also has manifests');
    const common = parseCommon(document);
    if (!common.ok)
        return common;
    const config = descriptor_parseDescriptor(document['config'], 'config');
    if (!config.ok)
        return config;
    const layers = parseList(document['layers'], 'layers');
    return layers.ok ? (0,build.ok)({ kind: 'image', ...exact, config: config.value, layers: layers.value, ...common.value }) : layers;
}
function parseList(value, where) {
    if (!Array.isArray(value))
        return manifest_bad(`has no list of ${where}`);
    const parsed = value.map((item, position) => descriptor_parseDescriptor(item, `${where}[${position}]`));
    const wrong = parsed.find((result) => !result.ok);
    if (wrong?.ok === false)
        return wrong;
    return (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
}
function manifest_bad(what) {
    return (0,build/* err */._q)({
        code: 'E_OCI_MANIFEST',
        message: `the manifest ${what}`,
        cure: 'Push the image again with a tool that writes OCI manifests',
    });
}
/** The descriptor that names a manifest from outside. */
function manifest_describeManifest(manifest) {
    return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length };
}

;// CONCATENATED MODULE: ./packages/oci/build/annotate.js



/**
 * The manifest with more annotations, which win over those of the same name. Everything else stays as it is and where it is in the
 * document, also what this room does not know; the same arguments give the same bytes. The digest is a new one.
 */
function annotateManifest(manifest, annotations) {
    if (Object.keys(annotations).length === 0)
        return manifest;
    const document = JSON.parse(new TextDecoder().decode(manifest.bytes));
    if (!isRecord(document))
        throw new Defect('a manifest that was parsed before is no object');
    // Assigning to a key that is there keeps its place; a new one comes last.
    const changed = { ...document, annotations: sortAnnotations({ ...manifest.annotations, ...annotations }) };
    const annotated = unwrap(parseManifest(new TextEncoder().encode(JSON.stringify(changed)), manifest.mediaType));
    if (annotated.kind !== 'image')
        throw new Defect('an image became an index by its annotations');
    return annotated;
}

;// CONCATENATED MODULE: ./packages/oci/build/artifact.js



const emptyBytes = new TextEncoder().encode('{}');
/** The empty descriptor of manifest.md ("Guidance for an Empty Descriptor"): two bytes, carried along as `data`. */
const emptyDescriptor = { mediaType: media_types_mediaTypes.empty, digest: (0,build/* digestOf */.ol)(emptyBytes), size: emptyBytes.length };
/**
 * An artifact as image manifest with an empty config (manifest.md, "Guidelines for Artifact Usage"). The bytes depend on nothing
 * but the arguments, so that a repeated push is the same artifact.
 */
function buildArtifact({ artifactType, subject, layers, annotations }) {
    const found = layers.map(describeLayer);
    const described = found.map(({ descriptor }) => descriptor);
    const sorted = descriptor_sortAnnotations(annotations ?? {});
    const document = {
        schemaVersion: 2,
        mediaType: media_types_mediaTypes.manifest,
        artifactType,
        config: { ...emptyDescriptor, data: btoa('{}') },
        layers: described,
        ...(subject === undefined ? {} : { subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size } }),
        ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    const manifest = {
        kind: 'image',
        mediaType: media_types_mediaTypes.manifest,
        digest: (0,build/* digestOf */.ol)(bytes),
        bytes,
        config: emptyDescriptor,
        layers: described,
        artifactType,
        ...(subject === undefined ? {} : { subject }),
        annotations: sorted,
    };
    const blobs = [{ descriptor: emptyDescriptor, bytes: emptyBytes }, ...found.flatMap((layer) => (layer.bytes === undefined ? [] : [layer]))];
    return { manifest, blobs: blobs.filter(({ descriptor }, position) => blobs.findIndex((blob) => blob.descriptor.digest === descriptor.digest) === position) };
}
function describeLayer(layer) {
    const known = 'descriptor' in layer ? layer.descriptor : { mediaType: layer.mediaType, digest: (0,build/* digestOf */.ol)(layer.bytes), size: layer.bytes.length };
    const annotations = descriptor_sortAnnotations({ ...known.annotations, ...layer.annotations });
    const descriptor = { mediaType: known.mediaType, digest: known.digest, size: known.size, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) };
    return 'bytes' in layer ? { descriptor, bytes: layer.bytes } : { descriptor };
}
/** The tag under which a registry without the referrers API keeps what refers to a digest (distribution specification, "Referrers Tag Schema"). */
function referrersTag(digest) {
    const colon = digest.indexOf(':');
    const text = `${digest.slice(0, colon).slice(0, 32)}-${digest.slice(colon + 1).slice(0, 64)}`;
    return text.replace(/[^A-Za-z0-9._-]/g, '-');
}

;// CONCATENATED MODULE: ./packages/oci/build/config.js


/** Reads an image's config. Its `os` and `architecture` are the one statement about the platform that is covered by the digest. */
function config_parseConfig(bytes) {
    let document;
    try {
        document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return config_bad('is no JSON');
    }
    if (!descriptor_isRecord(document))
        return config_bad('is no JSON object');
    const platform = parsePlatformObject(document);
    if (platform === undefined)
        return config_bad(`says os ${JSON.stringify(document['os'])}, architecture ${JSON.stringify(document['architecture'])}`);
    const inner = descriptor_isRecord(document['config']) ? document['config'] : {};
    const created = document['created'];
    return (0,build.ok)({ platform, ...(typeof created === 'string' ? { created } : {}), labels: textsOf(inner['Labels']), env: listOf(inner['Env']) });
}
function textsOf(value) {
    const entries = descriptor_isRecord(value) ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter((entry) => typeof entry[1] === 'string'));
}
function listOf(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
function config_bad(what) {
    const cure = 'Build the image for one of the platforms that Slipway knows, such as linux/amd64';
    return (0,build/* err */._q)({ code: 'E_OCI_CONFIG', message: `the image's config ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/oci/build/layout.js





/** Opens an image layout (image-layout.md, version 1.0.0). Rejects with a Refusal when the folder is none or a blob is not what it is called. */
async function openLayout(read) {
    const marker = layout_parseJson(await readOrRefuse(read, 'oci-layout'), 'oci-layout');
    const version = marker['imageLayoutVersion'];
    if (version !== '1.0.0')
        throw refuse(layout_bad(`oci-layout has the version ${JSON.stringify(version)}, not 1.0.0`));
    const manifests = layout_parseJson(await readOrRefuse(read, 'index.json'), 'index.json')['manifests'];
    if (!Array.isArray(manifests))
        throw refuse(layout_bad('index.json has no list of manifests'));
    const readBlob = async (digest) => {
        const path = blobPath(digest);
        const bytes = await readOrRefuse(read, path);
        if (digest.startsWith('sha256:') && digestOf(bytes) !== digest)
            throw refuse(layout_bad(`${path} does not hold what it is called`));
        return bytes;
    };
    return {
        entries: manifests.map((entry, position) => unwrap(parseDescriptor(entry, `index.json: manifests[${position}]`))),
        readBlob,
        readManifest: async ({ digest, mediaType }) => unwrap(parseManifest(await readBlob(digest), mediaType)),
    };
}
/** The one image that a layout of a single-platform build holds, with its config. */
async function readLayoutImage(layout) {
    const [entry, ...others] = layout.entries;
    if (entry === undefined || others.length > 0)
        throw refuse(layout_bad(`index.json names ${layout.entries.length} manifests where one image is wanted`));
    const manifest = await layout.readManifest(entry);
    if (manifest.kind !== 'image')
        throw refuse(layout_bad('the layout holds an index where one image is wanted'));
    if (!isConfigType(manifest.config.mediaType))
        throw refuse(layout_bad(`the layout holds an artifact (${manifest.config.mediaType}), no image`));
    return { manifest, config: unwrap(parseConfig(await layout.readBlob(manifest.config.digest))) };
}
/**
 * The files that make an image the one that a layout names: its manifest's bytes as a blob, and `index.json`. The blobs that the manifest
 * names must be in the layout already.
 * @returns paths within the layout, and what to write there
 */
function renderLayoutImage(manifest) {
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [describeManifest(manifest)] };
    return [
        [blobPath(manifest.digest), manifest.bytes],
        ['index.json', new TextEncoder().encode(JSON.stringify(index))],
    ];
}
function blobPath(digest) {
    return `blobs/${digest.slice(0, digest.indexOf(':'))}/${hexOf(digest)}`;
}
async function readOrRefuse(read, path) {
    try {
        return await read(path);
    }
    catch (cause) {
        throw refuse(layout_bad(`${path} cannot be read`), { cause });
    }
}
function layout_parseJson(bytes, name) {
    try {
        const document = JSON.parse(new TextDecoder().decode(bytes));
        if (isRecord(document))
            return document;
    }
    catch {
        // Falls through to the refusal below, which says the same of every kind of wrong content.
    }
    throw refuse(layout_bad(`${name} is no JSON object`));
}
function layout_bad(what) {
    return { code: 'E_OCI_LAYOUT', message: `no OCI image layout: ${what}`, cure: 'Build the image again' };
}

;// CONCATENATED MODULE: ./packages/oci/build/plan-index.js



/**
 * Builds the index over exactly the declared platforms, in their order. The bytes depend on nothing but the arguments (keys in a
 * fixed order, no time), so that the same children always give the same digest. All problems are reported: a platform that is
 * missing, there twice, not declared, whose config says another architecture, or whose child is no image.
 */
function planIndex(plan) {
    const problems = [
        ...plan.platforms.flatMap((platform, position) => checkPlatform(plan, platform, position)),
        ...plan.children.flatMap((child) => checkChild(plan, child)),
    ];
    if (plan.platforms.length === 0)
        problems.push(problem('E_OCI_INDEX_EMPTY', 'no platform is declared', 'Declare at least one platform'));
    if (problems.length > 0)
        return { ok: false, error: problems };
    const manifests = plan.platforms.flatMap((platform) => plan.children.filter((child) => child.declared === platform).map(entryOf));
    return ok(buildIndex(manifests, plan.annotations ?? {}));
}
function checkPlatform({ children, platforms }, platform, position) {
    if (platforms.indexOf(platform) !== position)
        return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is declared twice`, 'Declare each platform once')];
    const found = children.filter((child) => child.declared === platform);
    if (found.length === 0)
        return [problem('E_OCI_INDEX_MISSING', `no image was built for ${platform}`, `Build ${platform}, or do not declare it`)];
    if (found.length === 1)
        return [];
    const digests = found.map((child) => child.descriptor.digest).join(' and ');
    return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is there ${found.length} times: ${digests}`, 'Hand over one image for each platform')];
}
function checkChild({ platforms }, { descriptor, declared, actual }) {
    const found = [];
    if (!platforms.includes(declared))
        found.push(problem('E_OCI_INDEX_FOREIGN', `${declared} is not declared`, `Declare ${declared}, or do not build it`));
    if (!isImageType(descriptor.mediaType)) {
        found.push(problem('E_OCI_INDEX_CHILD', `the child for ${declared} has the media type ${descriptor.mediaType}, which is no image`, 'Build without attestations'));
    }
    if (actual !== declared) {
        const cure = `Build with --platform ${declared}, and take care that the base image is of that platform`;
        found.push(problem('E_OCI_INDEX_PLATFORM', `the image for ${declared} says in its config that it is ${actual} (${descriptor.digest})`, cure));
    }
    return found;
}
function entryOf({ descriptor, declared }) {
    return { mediaType: descriptor.mediaType, digest: descriptor.digest, size: descriptor.size, platform: declared };
}
function buildIndex(manifests, annotations) {
    const sorted = sortAnnotations(annotations);
    const document = {
        schemaVersion: 2,
        mediaType: mediaTypes.index,
        manifests: manifests.map(({ mediaType, digest, size, platform }) => ({
            mediaType,
            digest,
            size,
            ...(platform === undefined ? {} : { platform: renderPlatformObject(platform) }),
        })),
        ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    return { kind: 'index', mediaType: mediaTypes.index, digest: digestOf(bytes), bytes, manifests, annotations: sorted };
}
function problem(code, message, cure) {
    return { code, message, cure };
}

;// CONCATENATED MODULE: ./packages/oci/build/reference.js

const hostPattern = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)(?::[0-9]{1,5})?$/;
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const namePattern = new RegExp(`^${component}(?:/${component})*$`);
/**
 * Reads a reference as distribution's reference.regexp and the distribution specification ("Pulling manifests") write it.
 * The registry must be there: short names mean different things to docker, podman and skopeo. Only Docker Hub's two documented
 * spellings are normalised: `index.docker.io` is `docker.io`, and `docker.io/name` is `docker.io/library/name`.
 */
function parseReference(text) {
    const at = text.indexOf('@');
    const beforeDigest = at === -1 ? text : text.slice(0, at);
    const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1);
    const place = colon === -1 || !beforeDigest.includes('/') ? beforeDigest : beforeDigest.slice(0, colon);
    const repository = parsePlace(text, place);
    if (!repository.ok)
        return repository;
    const tag = place === beforeDigest ? undefined : (0,build/* parseTag */.ED)(beforeDigest.slice(colon + 1));
    if (tag?.ok === false)
        return tag;
    const digest = at === -1 ? undefined : (0,build/* parseDigest */.m)(text.slice(at + 1));
    if (digest?.ok === false)
        return digest;
    return (0,build.ok)({
        ...repository.value,
        ...(tag === undefined ? {} : { tag: tag.value }),
        ...(digest === undefined ? {} : { digest: digest.value }),
    });
}
/** Reads a repository. A tag or digest behind it is refused: it would be a second truth beside the inputs that say them. */
function parseRepository(text) {
    const reference = parseReference(text);
    if (!reference.ok)
        return reference;
    const { registry, name, tag, digest } = reference.value;
    if (tag === undefined && digest === undefined)
        return ok({ registry, name });
    return reference_bad(text, 'names a tag or a digest where only a repository is wanted', `Write ${registry}/${name}`);
}
function parsePlace(text, place) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        return reference_bad(text, 'begins with a scheme', `Write ${text.replace(/^[^:]*:\/\//, '')}`);
    if (text.includes('://') || /\s/.test(text))
        return reference_bad(text, 'is no image reference', 'Write registry/owner/name, such as ghcr.io/owner/name');
    const slash = place.indexOf('/');
    const first = slash === -1 ? '' : place.slice(0, slash);
    if (!isRegistry(first)) {
        const hub = slash === -1 ? `docker.io/library/${place}` : `docker.io/${place}`;
        return reference_bad(text, 'names no registry', `Write the registry in front, such as ghcr.io/${place}, or ${hub} for Docker Hub`);
    }
    const registry = first === 'index.docker.io' ? 'docker.io' : first;
    const rest = place.slice(slash + 1);
    const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
    if (namePattern.test(name) && hostPattern.test(registry) && registry.length + name.length < 255)
        return (0,build.ok)({ registry, name });
    const lower = name.toLowerCase();
    const cure = lower !== name && namePattern.test(lower) ? `Write it in lower case: ${registry}/${lower}` : 'Write registry/owner/name, such as ghcr.io/owner/name';
    return reference_bad(text, `"${name}" is no name of a repository`, cure);
}
/** The rule that distribution/reference documents: a first component is a host when it has a dot, a port, or is `localhost`. */
function isRegistry(first) {
    return first === 'localhost' || first.includes('.') || first.includes(':');
}
function reference_bad(text, what, cure) {
    return (0,build/* err */._q)({ code: 'E_OCI_REFERENCE', message: what.startsWith('"') ? what : `"${text}" ${what}`, cure });
}
/** `registry/name`. */
function renderRepository(repository) {
    return `${repository.registry}/${repository.name}`;
}
/** `registry/name[:tag][@digest]`. */
function renderReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${renderRepository(reference)}${tag}${digest}`;
}
function isSameRepository(one, other) {
    return one.registry === other.registry && one.name === other.name;
}
/** Registries on the machine itself speak plain HTTP, as for Docker ("Local registries … are automatically marked as insecure", 127.0.0.0/8). */
function isLoopbackRegistry(registry) {
    const name = registry.replace(/:[0-9]+$/, '');
    return name === 'localhost' || name === '[::1]' || /^127\.[0-9]+\.[0-9]+\.[0-9]+$/.test(name);
}

;// CONCATENATED MODULE: ./packages/oci/build/index.js











;// CONCATENATED MODULE: ./packages/attest/build/publish.js
/** The annotation that tells a bundle's predicate type without reading the bundle (cosign, specs/BUNDLE_SPEC.md). */
const predicateTypeAnnotation = 'dev.sigstore.bundle.predicateType';
const createdAnnotation = 'org.opencontainers.image.created';
/**
 * Attaches a bundle to an image as an OCI referrer, in the form that cosign writes and reads (cosign, specs/BUNDLE_SPEC.md). It may be
 * repeated: the same bundle makes the same manifest.
 */
async function publishBundle(registry, repository, subject, bundle, predicateType) {
    await registry.pushReferrer(repository, {
        subject,
        artifactType: bundle.mediaType,
        layer: { mediaType: bundle.mediaType, bytes: bundle.bytes },
        annotations: {
            [createdAnnotation]: bundle.created,
            'dev.sigstore.bundle.content': 'dsse-envelope',
            [predicateTypeAnnotation]: predicateType,
        },
    });
}

;// CONCATENATED MODULE: ./packages/attest/build/statement.js

/** in-toto Attestation Framework, "Statement" v1. */
const statementType = 'https://in-toto.io/Statement/v1';
/** The DSSE payload type of in-toto statements (in-toto Attestation Framework, "Envelope"). */
const statement_payloadType = 'application/vnd.in-toto+json';
function statement_renderStatement(statement) {
    const subject = statement.subjects.map(({ name, digest }) => ({ name, digest: { [algorithmOf(digest)]: hexOf(digest) } }));
    return JSON.stringify({ _type: statementType, subject, predicateType: statement.predicateType, predicate: statement.predicate });
}
/** Reads a statement. Digests by other algorithms than sha256 and sha512 are left out: nothing here compares them. */
function parseStatement(text) {
    const document = statement_parseJson(text);
    if (!statement_isObject(document))
        return statement_bad('is no JSON object');
    if (document['_type'] !== statementType)
        return statement_bad(`has the type ${JSON.stringify(document['_type'])}, not ${statementType}`);
    const { subject, predicateType, predicate } = document;
    if (typeof predicateType !== 'string' || predicateType === '')
        return statement_bad('has no predicateType');
    if (!Array.isArray(subject) || subject.length === 0 || !subject.every(statement_isObject))
        return statement_bad('has no subjects');
    return (0,build.ok)({ subjects: subject.flatMap(parseSubject), predicateType, predicate });
}
function parseSubject(subject) {
    const { name, digest } = subject;
    if (!statement_isObject(digest))
        return [];
    const digests = Object.entries(digest).map(([algorithm, hex]) => `${algorithm}:${String(hex)}`);
    return digests.filter(build/* isDigest */.Bc).map((known) => ({ name: typeof name === 'string' ? name : '', digest: known }));
}
function algorithmOf(digest) {
    return digest.slice(0, digest.indexOf(':'));
}
function statement_parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function statement_isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function statement_bad(what) {
    const cure = 'Sign an in-toto statement of version 1';
    return (0,build/* err */._q)({ code: 'E_ATTEST_STATEMENT', message: `the signed payload ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/attest/build/identity-token.js



/**
 * Asks GitHub for the job's identity token with the audience `sigstore` (GitHub docs, "OpenID Connect reference"; the runner sets
 * ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN for jobs with `id-token: write`). The token is masked. Refuses with E_ATTEST_NO_TOKEN where
 * the job may not ask, and with E_ATTEST_TOKEN where there is no answer to use.
 */
async function identity_token_requestIdentityToken(ports) {
    const address = ports.job.variable('ACTIONS_ID_TOKEN_REQUEST_URL') ?? '';
    const bearer = ports.job.variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN') ?? '';
    if (address === '' || bearer === '' || !URL.canParse(address)) {
        const cure = 'Grant the job "id-token: write"; a called workflow needs it in its caller as well, and pull requests from forks never have it';
        throw refuse({ code: 'E_ATTEST_NO_TOKEN', message: 'the job may not ask for an identity token, so nothing can be signed', cure });
    }
    ports.log.mask(bearer);
    const url = new URL(address);
    url.searchParams.set('audience', 'sigstore');
    const response = await ask(ports, url.href, bearer);
    const text = readToken(response);
    if (text === undefined) {
        const cure = response.status >= 500 ? 'Run the job again later' : 'See that the job still runs and that its permissions say "id-token: write"';
        throw refuse({ code: 'E_ATTEST_TOKEN', message: `${url.host} gave no identity token: it answered ${response.status}`, cure });
    }
    ports.log.mask(text);
    const visibility = readClaims(text)?.['repository_visibility'];
    return { text, visibility: typeof visibility === 'string' ? visibility : undefined };
}
async function ask(ports, url, bearer) {
    const headers = { accept: 'application/json', authorization: `Bearer ${bearer}` };
    try {
        return await retryHttp(ports, () => ports.http.request({ method: 'GET', url, headers, deadline: 20_000, limit: 256 * 1024 }));
    }
    catch (error) {
        if (!(error instanceof HttpFailure))
            throw error;
        const message = `the identity token could not be asked for: ${error.message}`;
        throw refuse({ code: 'E_ATTEST_TOKEN', message, cure: 'Run the job again later' }, { cause: error });
    }
}
function readToken(response) {
    if (response.status !== 200)
        return undefined;
    const answer = parseJson(new TextDecoder().decode(response.body));
    const value = isObject(answer) ? answer['value'] : undefined;
    return typeof value === 'string' && readClaims(value) !== undefined ? value : undefined;
}
/** The claims of a JSON Web Token, unverified: it is the authority that judges it. */
function readClaims(token) {
    const parts = token.split('.');
    const claims = parts.length === 3 ? parseJson(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')) : undefined;
    return isObject(claims) && typeof claims['sub'] === 'string' ? claims : undefined;
}

;// CONCATENATED MODULE: ./packages/attest/build/identity.js

/** Fulcio's extensions (fulcio, docs/oid-info.md): `now` holds a DER UTF8String; `before` is the deprecated one, raw text. */
const arc = '1.3.6.1.4.1.57264.1';
const places = {
    issuer: { now: `${arc}.8`, before: `${arc}.1` },
    signer: { now: `${arc}.9`, before: undefined },
    runner: { now: `${arc}.11`, before: undefined },
    sourceRepository: { now: `${arc}.12`, before: `${arc}.5` },
    sourceCommit: { now: `${arc}.13`, before: `${arc}.3` },
    sourceRef: { now: `${arc}.14`, before: `${arc}.6` },
    trigger: { now: `${arc}.20`, before: `${arc}.2` },
    run: { now: `${arc}.21`, before: undefined },
};
/** Certificates without these say too little to be judged. */
const needed = ['issuer', 'sourceRepository', 'sourceRef', 'trigger'];
/**
 * Reads the identity from a certificate that has been verified. `server` is where the repositories live (`https://github.com`): the
 * deprecated extension names a repository without it. Everything that is missing or doubtful is one problem.
 */
function readIdentity(subject, extensions, server) {
    const found = new Map();
    for (const place of Object.keys(places)) {
        const { now, before } = places[place];
        const values = extensions.filter(({ oid }) => oid === now || oid === before);
        if (new Set(values.map(({ oid }) => oid)).size !== values.length)
            return identity_bad(`has the extension for ${place} twice`);
        const current = values.find(({ oid }) => oid === now);
        const older = values.find(({ oid }) => oid === before);
        const text = current === undefined ? older && readText(older.value) : readUtf8String(current.value);
        if (current !== undefined && text === undefined)
            return identity_bad(`has an extension for ${place} that is no text`);
        if (text !== undefined)
            found.set(place, place === 'sourceRepository' && current === undefined ? `${server}/${text}` : text);
    }
    const missing = needed.filter((place) => (found.get(place) ?? '') === '');
    if (missing.length > 0)
        return identity_bad(`does not say: ${missing.join(', ')}`);
    if (subject === undefined || subject === '')
        return identity_bad('names nobody');
    const named = found.get('signer');
    if (named !== undefined && named !== subject)
        return identity_bad(`names ${subject}, but says that ${named} built`);
    const of = (place) => found.get(place) ?? '';
    return (0,build.ok)({
        issuer: of('issuer'),
        signer: subject,
        sourceRepository: of('sourceRepository'),
        sourceRef: of('sourceRef'),
        trigger: of('trigger'),
        sourceCommit: of('sourceCommit'),
        runner: of('runner'),
        run: of('run'),
    });
}
/** A DER UTF8String (X.690: tag 0x0C, a definite length) that fills the whole value; anything else is undefined. */
function readUtf8String(value) {
    const [tag, first = 0] = value;
    if (tag !== 0x0c)
        return undefined;
    const longer = first > 0x80 ? first - 0x80 : 0;
    if (first === 0x80 || longer > 2)
        return undefined;
    const length = longer === 0 ? first : value.slice(2, 2 + longer).reduce((sum, byte) => sum * 256 + byte, 0);
    const text = value.subarray(2 + longer);
    return text.length === length ? readText(text) : undefined;
}
function readText(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
}
function identity_bad(what) {
    const cure = 'Sign in a job of GitHub Actions, with its own identity token';
    return (0,build/* err */._q)({ code: 'E_ATTEST_IDENTITY', message: `the certificate ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/attest/build/policy.js

/** The issuer of identity tokens of github.com (GitHub docs, "OpenID Connect reference"). */
const githubIssuer = 'https://token.actions.githubusercontent.com';
const workflow = /^[^/\s@]+\/[^/\s@]+\/\.github\/workflows\/[^/\s@]+\.ya?ml$/;
const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/**
 * Makes the policy "released workflows, of this repository, on its default branch or a tag". All mistakes are reported together
 * (E_ATTEST_POLICY).
 *
 * A commit of a signer may come from a fork of its repository, which GitHub resolves too. That alone opens nothing: the run that
 * calls it has to be one of `repository`, on its default branch or a tag.
 */
function parsePolicy(input) {
    const wrong = [];
    const say = (message, cure) => void wrong.push({ code: 'E_ATTEST_POLICY', message, cure });
    const shape = 'Write OWNER/repository/.github/workflows/file.yml, without a ref';
    for (const signer of input.signers)
        if (!workflow.test(signer))
            say(`"${signer}" is no path of a workflow`, shape);
    if (input.signers.length === 0)
        say('no signer is named', shape);
    if (!/^[^/\s]+\/[^/\s]+$/.test(input.repository))
        say(`"${input.repository}" is no repository`, 'Write OWNER/name');
    if (!/^[^\s~^:?*[\\]+$/.test(input.defaultBranch))
        say(`"${input.defaultBranch}" is no branch`, 'Name the default branch, such as main');
    if (input.triggers.length === 0)
        say('no event is named', 'Name the events whose runs count, such as push');
    const { issuer = githubIssuer, server = 'https://github.com', signerBranch = 'main' } = input;
    for (const url of [issuer, server])
        if (!URL.canParse(url) || url.endsWith('/'))
            say(`"${url}" is no address`, 'Write https://HOST without a slash at the end');
    if (wrong.length > 0)
        return (0,build/* problems */.Bk)(...wrong);
    const { signers, repository, triggers } = input;
    const signerRefs = ['tags', 'commits', `refs/heads/${signerBranch}`];
    return (0,build.ok)({ issuer, server, signers, signerRefs, repository, sourceRefs: ['tags', `refs/heads/${input.defaultBranch}`], triggers });
}
/** Every reason why this identity does not count; none when it does. */
function checkIdentity(policy, identity) {
    return [checkIssuer(policy, identity), checkSigner(policy, identity), ...checkSource(policy, identity)].filter((problem) => problem !== undefined);
}
function checkIssuer({ issuer }, identity) {
    if (identity.issuer === issuer)
        return undefined;
    const message = `the signer's identity was vouched for by ${identity.issuer}, not by ${issuer}`;
    return { code: 'E_ATTEST_ISSUER', message, cure: 'Sign in a job of GitHub Actions of the server that the policy names' };
}
function checkSigner({ server, signers, signerRefs }, { signer }) {
    const at = signer.indexOf('@');
    const file = at === -1 ? signer : signer.slice(0, at);
    const ref = at === -1 ? '' : signer.slice(at + 1);
    if (!signers.some((path) => isSameFile(file, server, path))) {
        const message = `it was signed by ${signer}, not by ${signers.join(' or ')}`;
        return { code: 'E_ATTEST_SIGNER', message, cure: 'Build the image through that workflow, or name the signer that you trust' };
    }
    if (matchesRef(signerRefs, ref))
        return undefined;
    const message = `its signer ran at ${ref === '' ? 'no ref' : ref}, which is not ${describeRefs(signerRefs)}`;
    return { code: 'E_ATTEST_SIGNER_REF', message, cure: 'Call the workflow at a released tag or a full commit' };
}
function checkSource(policy, identity) {
    const { server, repository, sourceRefs, triggers } = policy;
    const own = identity.sourceRepository.toLowerCase() === `${server}/${repository}`.toLowerCase();
    return [
        own
            ? undefined
            : {
                code: 'E_ATTEST_REPOSITORY',
                message: `a run of ${identity.sourceRepository} signed it, not one of ${server}/${repository}`,
                cure: 'Let this repository build its own image',
            },
        matchesRef(sourceRefs, identity.sourceRef)
            ? undefined
            : {
                code: 'E_ATTEST_SOURCE_REF',
                message: `it was built for ${identity.sourceRef}, which is not ${describeRefs(sourceRefs)}`,
                cure: 'Build it on the default branch or on a tag',
            },
        triggers.includes(identity.trigger)
            ? undefined
            : {
                code: 'E_ATTEST_TRIGGER',
                message: `the event ${identity.trigger} built it; only ${triggers.join(', ')} ${triggers.length === 1 ? 'counts' : 'count'}`,
                cure: 'Build it in a run of an event whose code has been reviewed',
            },
    ];
}
/** Owners and repositories are the same in any case on GitHub, and tokens spell them as callers do; paths are not. */
function isSameFile(uri, server, path) {
    const [owner = '', name = '', ...rest] = path.split('/');
    const prefix = `${server}/${owner}/${name}/`;
    return uri.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() && uri.slice(prefix.length) === rest.join('/');
}
function matchesRef(rules, ref) {
    return rules.some((rule) => {
        if (rule === 'tags')
            return /^refs\/tags\/./.test(ref);
        return rule === 'commits' ? commit.test(ref) : rule === ref;
    });
}
function describeRefs(rules) {
    const names = rules.map((rule) => (rule === 'tags' ? 'a tag' : rule === 'commits' ? 'a full commit' : rule));
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

;// CONCATENATED MODULE: ./packages/attest/build/verify.js




async function verify_loadVerifying() {
    const [{ bundleFromJSON }, { toSignedEntity, Verifier }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(40)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 61040, 19)), Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(463), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 54187, 19))]);
    return { bundleFromJSON, toSignedEntity, Verifier };
}
/** More than this is no statement of a build: 1 MiB. */
const largestBundle = 1024 * 1024;
/** A bundle of ours has one of each; each costs a verification. */
const mostEntries = 8;
/**
 * Decides whether a bundle's statement counts. Pure: everything that it believes is in `trust`, and time is what the bundle's own
 * witnesses say. First the signature with its certificate, logs and timestamps; then, all reported together, who signed what.
 */
function judgeBundle(library, bytes, trust, wanted) {
    const signed = verify_verifySignature(library, bytes, trust);
    if (!signed.ok)
        return (0,build/* err */._q)([signed.error]);
    const statement = parseStatement(signed.value.payload);
    if (!statement.ok)
        return (0,build/* err */._q)([statement.error]);
    const identity = readIdentity(signed.value.subject, signed.value.extensions, wanted.policy.server);
    if (!identity.ok)
        return (0,build/* err */._q)([identity.error]);
    const found = [...checkIdentity(wanted.policy, identity.value), ...checkStatement(statement.value, wanted)];
    return found.length === 0 ? (0,build.ok)({ statement: statement.value, signer: identity.value }) : (0,build/* problems */.Bk)(...found);
}
function checkStatement(statement, wanted) {
    if (statement.predicateType !== wanted.predicateType) {
        const message = `it states ${statement.predicateType}, not ${wanted.predicateType}`;
        return [{ code: 'E_ATTEST_PREDICATE_TYPE', message, cure: 'Sign a statement of the type that is asked for' }];
    }
    const found = [];
    if (!statement.subjects.some(({ digest }) => digest === wanted.subject)) {
        const message = `it is about ${statement.subjects.map(({ digest }) => digest).join(', ') || 'no digest'}, not about ${wanted.subject}`;
        found.push({ code: 'E_ATTEST_SUBJECT', message, cure: 'Sign a statement about this image' });
    }
    const objection = wanted.accept(statement.predicate);
    return objection === undefined ? found : [...found, objection];
}
/** Verifies signature, certificate, transparency log and timestamps, and nothing of what they mean. */
function verify_verifySignature(library, bytes, trust) {
    const bundle = parseBundle(library, bytes);
    if (!bundle.ok)
        return bundle;
    const { content, verificationMaterial } = bundle.value;
    if (content.$case !== 'dsseEnvelope')
        return unusable('holds no statement, but a bare signature');
    const { dsseEnvelope: envelope } = content;
    if (envelope.payloadType !== statement_payloadType)
        return unusable(`holds a payload of the type ${envelope.payloadType}, not ${statement_payloadType}`);
    if (envelope.signatures.length !== 1)
        return unusable(`holds ${envelope.signatures.length} signatures, not one`);
    if (verificationMaterial.content.$case === 'publicKey')
        return unusable('was signed with a key of its own, not with a certificate');
    const entries = Math.max(verificationMaterial.tlogEntries.length, verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0);
    if (entries > mostEntries)
        return unusable(`holds ${entries} log entries or timestamps, more than ${mostEntries}`);
    try {
        const thresholds = { tlogThreshold: trust.logEntries, ctlogThreshold: trust.certificateLogEntries, timestampThreshold: 1 };
        const { identity } = new library.Verifier(trust.material, thresholds).verify(library.toSignedEntity(bundle.value));
        const extensions = (identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value }));
        return (0,build.ok)({ payload: envelope.payload.toString('utf8'), subject: identity?.subjectAlternativeName, extensions });
    }
    catch (error) {
        return (0,build/* err */._q)(describe(error));
    }
}
function parseBundle(library, bytes) {
    if (bytes.length > largestBundle)
        return unusable(`holds ${bytes.length} bytes, more than ${largestBundle}`);
    const document = statement_parseJson(new TextDecoder().decode(bytes));
    if (document === undefined)
        return unusable('is no JSON');
    try {
        return (0,build.ok)(library.bundleFromJSON(document));
    }
    catch (error) {
        return unusable(`is none of Sigstore's: ${messageOf(error)}`);
    }
}
function unusable(what) {
    return (0,build/* err */._q)({ code: 'E_ATTEST_BUNDLE', message: `the bundle ${what}`, cure: 'Sign the image again with the builder workflow' });
}
const expired = 'certificate is not valid or expired at the specified date';
const again = 'Build and sign the image again with the builder workflow';
/** The library's errors in words that say what follows. Its own codes are in sigstore-js, packages/verify/src/error.ts. */
function describe(error) {
    const { code = '', cause } = error;
    const said = messageOf(error);
    if (code === 'SIGNATURE_ERROR')
        return { code: 'E_ATTEST_SIGNATURE', message: 'the signature is not one of this payload', cure: again };
    if (code === 'TIMESTAMP_ERROR') {
        return { code: 'E_ATTEST_TIMESTAMP', message: `nobody who is trusted says when it was signed: ${said}`, cure: again };
    }
    if (code.startsWith('TLOG_'))
        return { code: 'E_ATTEST_LOG', message: `the transparency log does not confirm it: ${said}`, cure: again };
    if (code === 'CERTIFICATE_ERROR' && messageOf(cause) === expired) {
        return { code: 'E_ATTEST_EXPIRED', message: 'the certificate had expired, or was not valid yet, when it was signed', cure: again };
    }
    if (code === 'CERTIFICATE_ERROR') {
        const detail = cause === undefined ? said : `${said} (${messageOf(cause)})`;
        const cure = 'Sign with the Sigstore instance that is trusted here, or trust the one that signed';
        return { code: 'E_ATTEST_UNTRUSTED', message: `the certificate is not one of an authority that is trusted: ${detail}`, cure };
    }
    return { code: 'E_ATTEST_BUNDLE', message: `the bundle cannot be verified: ${said}`, cure: again };
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./packages/attest/build/sign.js




/** The media type of Sigstore bundles of version 0.3 (sigstore, "Sigstore Bundle Format"); as an artifact type it is what cosign looks for. */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/**
 * Signs a statement with a key that lives for this one signature: Fulcio certifies it for the job's identity, the transparency log and
 * the timestamp authority witness it. What comes out has been verified against the trusted root. Refusals begin with `E_ATTEST_`.
 * Where the public instance would tell everybody the name of a private repository, it refuses before anything is sent (E_ATTEST_PRIVATE).
 */
async function signStatement(ports, sigstore, statement) {
    const token = await requestIdentityToken(ports);
    if (sigstore.isPublic && token.visibility !== undefined && token.visibility !== 'public')
        throw refuse(describePrivate(token.visibility));
    const bytes = await createBundle(await sigstore.services(), token, statement);
    const verified = verifySignature(await loadVerifying(), bytes, await sigstore.trust());
    if (verified.ok)
        return { mediaType: bundleType, bytes, created: new Date(ports.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z') };
    const message = `what ${sigstore.name} signed does not verify: ${verified.error.message}`;
    throw refuse({ code: 'E_ATTEST_MISMATCH', message, cure: 'See that the signing config and the trusted root are of the same instance' });
}
async function createBundle(services, token, statement) {
    const [builder, { bundleToJSON }] = await Promise.all([createBuilder(services, token), Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(40)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 61040, 19))]);
    try {
        const bundle = await builder.create({ data: Buffer.from(renderStatement(statement)), type: payloadType });
        return Buffer.from(JSON.stringify(bundleToJSON(bundle)));
    }
    catch (error) {
        throw sign_describe(error, services);
    }
}
async function createBuilder({ authority, log, timestamps }, token) {
    const { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(830), __nccwpck_require__.e(463), __nccwpck_require__.e(179)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 15179, 19));
    // Milliseconds for each try: a log of version 2 answers only once it has published.
    const patience = { timeout: 30_000, retry: { retries: 4, minTimeout: 500, maxTimeout: 8_000 } };
    const identityProvider = { getToken: async () => token.text };
    return new DSSEBundleBuilder({
        signer: new FulcioSigner({ fulcioBaseURL: authority.url, identityProvider, ...patience }),
        witnesses: [
            inTurn([
                ...(timestamps === undefined ? [] : [new TSAWitness({ tsaBaseURL: timestamps.url, ...patience })]),
                ...(log === undefined ? [] : [new RekorWitness({ rekorBaseURL: log.url, majorApiVersion: log.version, ...patience })]),
            ]),
        ],
    });
}
/** The library asks all at once: when one refuses, the tries of the others would go on after the refusal. The log, which forgets nothing, comes last. */
function inTurn(witnesses) {
    return {
        testify: async (content, publicKey) => {
            const said = [];
            for (const witness of witnesses)
                said.push(await witness.testify(content, publicKey));
            return {
                tlogEntries: said.flatMap(({ tlogEntries = [] }) => tlogEntries),
                rfc3161Timestamps: said.flatMap(({ rfc3161Timestamps = [] }) => rfc3161Timestamps),
            };
        },
    };
}
function describePrivate(visibility) {
    const message = `the repository is ${visibility}, and the log of Sigstore's public instance would show its name, workflow and commits to everybody, for ever`;
    const cure = 'Name a Sigstore instance of your own in COSIGN_TRUSTED_ROOT and COSIGN_SIGNING_CONFIG (naming the public one there means consent), or sign nothing';
    return { code: 'E_ATTEST_PRIVATE', message, cure };
}
/** The library's codes (sigstore-js, packages/sign/src/error.ts) as who failed. Its messages about tokens hold the token. */
function sign_describe(error, services) {
    const { code = '', cause } = error;
    const status = cause?.statusCode;
    const said = cause instanceof Error ? cause.message : 'no reason was given';
    const again = 'Run the job again later';
    if (code.startsWith('CA_')) {
        const knows = status !== undefined && status < 500 && status !== 429;
        const cure = knows ? 'See whether this authority accepts the identity tokens of this GitHub server' : again;
        return refusal('E_ATTEST_AUTHORITY', `the certificate authority ${services.authority.url} gave no certificate: ${said}`, cure);
    }
    if (code.startsWith('TLOG_'))
        return refusal('E_ATTEST_LOG', `the transparency log ${services.log?.url} took no entry: ${said}`, again);
    if (code.startsWith('TSA_'))
        return refusal('E_ATTEST_TIMESTAMP', `the timestamp authority ${services.timestamps?.url} gave no timestamp: ${said}`, again);
    return refusal('E_ATTEST_SIGNING', 'signing failed', again);
    function refusal(problem, message, cure) {
        return refuse({ code: problem, message, cure }, { cause: error });
    }
}

;// CONCATENATED MODULE: ./packages/attest/build/find.js





/** Whoever may push may attach as much as they like; this many bundles are looked at, the newest first. */
const mostBundles = 32;
/**
 * Looks for a statement about an image that counts: each bundle that is attached to it is judged until one does. What is attached but
 * cannot be read or used is a reason among others, never an error. The registry's own refusal to list them is thrown, and so is a
 * trust root that cannot be had; that is asked for only when there is something to judge.
 */
async function findStatement(registry, repository, subject, search) {
    const attached = await registry.readReferrers(repository, subject, bundleType);
    const candidates = attached.filter((descriptor) => isCandidate(descriptor, search.predicateType)).sort(byAge);
    if (candidates.length === 0)
        return { ok: false, problems: [describeNone(repository, subject, search.predicateType)] };
    const [library, trust] = await Promise.all([verify_loadVerifying(), search.sigstore.trust()]);
    const found = [];
    for (const descriptor of candidates.slice(0, mostBundles)) {
        const verdict = await judge(registry, repository, descriptor, { ...search, subject }, { library, trust });
        if (verdict.ok)
            return { ok: true, ...verdict.value };
        const file = renderReference({ ...repository, digest: descriptor.digest });
        found.push(...verdict.error.map((problem) => ({ ...problem, at: { file, ...problem.at } })));
    }
    if (candidates.length > mostBundles) {
        const message = `${candidates.length} statements are attached, and only the ${mostBundles} newest were looked at`;
        found.push({ code: 'E_ATTEST_MANY', message, cure: 'Remove those that do not count' });
    }
    return { ok: false, problems: found };
}
async function judge(registry, repository, descriptor, wanted, { library, trust }) {
    try {
        const bundle = await readBundle(registry, repository, descriptor);
        return bundle.ok ? judgeBundle(library, bundle.value, trust, wanted) : (0,build/* err */._q)([bundle.error]);
    }
    catch (error) {
        if (error instanceof build/* Refusal */.P_)
            return (0,build/* problems */.Bk)(...error.problems);
        throw error;
    }
}
async function readBundle(registry, repository, { digest }) {
    const manifest = await registry.readManifest({ ...repository, digest });
    const layer = manifest?.kind === 'image' ? manifest.layers[0] : undefined;
    if (layer === undefined)
        return find_unusable('it is listed, but holds no bundle');
    if (layer.size > largestBundle)
        return find_unusable(`it holds ${layer.size} bytes, more than ${largestBundle}`);
    return { ok: true, value: await registry.readBlob(repository, layer) };
}
/** A registry without the Referrers API lists only what its index repeats, so what says nothing is looked at too. */
function isCandidate({ artifactType, annotations }, predicateType) {
    if (artifactType !== undefined && artifactType !== bundleType)
        return false;
    const stated = annotations?.[predicateTypeAnnotation];
    return stated === undefined || stated === predicateType;
}
function byAge(one, other) {
    const [a, b] = [one, other].map(({ annotations }) => annotations?.[createdAnnotation] ?? '');
    return a === b ? 0 : (a ?? '') < (b ?? '') ? 1 : -1;
}
function describeNone(repository, subject, predicateType) {
    const message = `no signed statement of the type ${predicateType} is attached to ${renderReference({ ...repository, digest: subject })}`;
    return { code: 'E_ATTEST_NONE', message, cure: 'Build the image through the builder workflow, which signs it' };
}
function find_unusable(message) {
    return (0,build/* err */._q)({ code: 'E_ATTEST_BUNDLE', message, cure: 'Sign the image again with the builder workflow' });
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(37067);
;// CONCATENATED MODULE: ./packages/attest/build/signing-config.js



const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const kinds = [
    { member: 'caUrls', what: 'certificate authority', newest: 1 },
    { member: 'rekorTlogUrls', what: 'transparency log', newest: 2 },
    { member: 'tsaUrls', what: 'timestamp authority', newest: 1 },
];
/**
 * Reads a signing_config.json of version 0.2 (sigstore protobuf-specs, sigstore_trustroot.proto, SigningConfig) and chooses as it asks:
 * of the services that are valid at `now` (milliseconds since 1970) and whose API is known, the newest API, then the latest start.
 * The selectors ANY and EXACT 1 mean one service; others are refused. All problems together, as E_ATTEST_SIGNING_CONFIG.
 */
function parseSigningConfig(text, file, now) {
    const wrong = [];
    const cure = 'Take the signing_config.json of the Sigstore instance, version 0.2; `cosign signing-config create` writes one';
    const say = (what) => void wrong.push({ code: 'E_ATTEST_SIGNING_CONFIG', message: `the signing config ${what}`, cure, at: { file } });
    const document = statement_parseJson(text);
    if (!statement_isObject(document)) {
        say('is no JSON object');
        return (0,build/* problems */.Bk)(...wrong);
    }
    if (document['mediaType'] !== mediaType)
        say(`has the media type ${JSON.stringify(document['mediaType'])}, not ${mediaType}`);
    const [authority, log, timestamps] = kinds.map((kind) => choose(document, kind, now, say));
    const wantsLog = wants(document, 'rekorTlogConfig', say);
    const wantsTime = wants(document, 'tsaConfig', say);
    if (authority === undefined)
        say('has no certificate authority (caUrls) that is valid now');
    if (wantsLog && log === undefined)
        say('has no transparency log (rekorTlogUrls) that is valid now');
    if (wantsTime && timestamps === undefined)
        say('has no timestamp authority (tsaUrls) that is valid now');
    const timed = wantsTime || (wantsLog && log?.version !== 2);
    if (!timed)
        say('names nobody who says when something was signed: neither a timestamp authority nor a log of version 1');
    if (authority === undefined || wrong.length > 0)
        return (0,build/* problems */.Bk)(...wrong);
    return (0,build.ok)({ authority, log: wantsLog ? log : undefined, timestamps: wantsTime ? timestamps : undefined });
}
function wants(document, member, say) {
    const config = document[member];
    if (config === undefined || config === null)
        return false;
    const { selector, count } = statement_isObject(config) ? config : {};
    if (selector === 'ANY' || (selector === 'EXACT' && (count === undefined || count === 1)))
        return true;
    say(`asks in ${member} for ${JSON.stringify(selector)}; only ANY, or EXACT with 1, is known here`);
    return false;
}
function choose(document, kind, now, say) {
    const list = document[kind.member] ?? [];
    const known = (Array.isArray(list) ? list : [undefined]).flatMap((service, position) => {
        const where = `${kind.member}[${position}]`;
        const { url, majorApiVersion, validFor } = statement_isObject(service) ? service : {};
        if (typeof url !== 'string' || !isUsable(url)) {
            say(`has in ${where} no https address`);
            return [];
        }
        if (typeof majorApiVersion !== 'number') {
            say(`has in ${where} no majorApiVersion`);
            return [];
        }
        const start = timeAt(validFor, 'start') ?? Number.NEGATIVE_INFINITY;
        const valid = start <= now && now <= (timeAt(validFor, 'end') ?? Number.POSITIVE_INFINITY);
        return valid && majorApiVersion <= kind.newest ? [{ url: url.replace(/\/$/, ''), version: majorApiVersion, start }] : [];
    });
    const [best] = known.sort((a, b) => b.version - a.version || b.start - a.start);
    return best && { url: best.url, version: best.version };
}
/** Identity tokens and signatures go there: in the clear only on the machine itself. */
function isUsable(text) {
    if (!URL.canParse(text))
        return false;
    const { protocol, host } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && isLoopbackRegistry(host));
}
function timeAt(value, name) {
    const text = statement_isObject(value) ? value[name] : undefined;
    const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./packages/attest/build/trusted-root.js



const trusted_root_mediaType = /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.1|\.v0\.[0-9]+\+json)$/;
/**
 * Reads a trusted_root.json (sigstore protobuf-specs, sigstore_trustroot.proto, TrustedRoot). Every certificate and key is looked at,
 * and all problems are reported together with their places (E_ATTEST_TRUSTED_ROOT). `file` is what problems call it.
 */
async function parseTrustedRoot(text, file) {
    const document = statement_parseJson(text);
    if (!statement_isObject(document))
        return (0,build/* problems */.Bk)(trusted_root_problem(file, 'is no JSON object'));
    const found = [...checkShape(document), ...checkAuthorities(document), ...checkLogs(document)].map((what) => trusted_root_problem(file, what));
    if (found.length > 0)
        return (0,build/* problems */.Bk)(...found);
    const [{ TrustedRoot }, { toTrustMaterial }] = await Promise.all([__nccwpck_require__.e(/* import() */ 654).then(__nccwpck_require__.t.bind(__nccwpck_require__, 19654, 19)), Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(463), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 54187, 19))]);
    try {
        const material = toTrustMaterial(TrustedRoot.fromJSON(document));
        return (0,build.ok)({ material, logEntries: Math.min(1, material.tlogs.length), certificateLogEntries: Math.min(1, material.ctlogs.length) });
    }
    catch (error) {
        return (0,build/* problems */.Bk)(trusted_root_problem(file, `cannot be used: ${error instanceof Error ? error.message : String(error)}`));
    }
}
function checkShape(document) {
    const type = document['mediaType'];
    const wrong = [];
    if (typeof type !== 'string' || !trusted_root_mediaType.test(type))
        wrong.push(`has the media type ${JSON.stringify(type)}, which is no trusted root's`);
    if (listAt(document, 'certificateAuthorities').length === 0)
        wrong.push('names no certificate authority (certificateAuthorities)');
    // Without either nobody says when something was signed, and a certificate lives for ten minutes.
    if (listAt(document, 'tlogs').length === 0 && listAt(document, 'timestampAuthorities').length === 0) {
        wrong.push('names neither a transparency log (tlogs) nor a timestamp authority (timestampAuthorities)');
    }
    return wrong;
}
function checkAuthorities(document) {
    return ['certificateAuthorities', 'timestampAuthorities'].flatMap((name) => listAt(document, name).flatMap((authority, position) => {
        const where = `${name}[${position}]`;
        const certificates = listAt(objectAt(authority, 'certChain'), 'certificates');
        if (certificates.length === 0)
            return [`${where} has no certificates`];
        return certificates.flatMap((certificate, index) => reads(certificate, (bytes) => new external_node_crypto_.X509Certificate(bytes)) ? [] : [`${where}.certChain.certificates[${index}] is no certificate`]);
    }));
}
function checkLogs(document) {
    return ['tlogs', 'ctlogs'].flatMap((name) => listAt(document, name).flatMap((log, position) => {
        const where = `${name}[${position}]`;
        const key = objectAt(log, 'publicKey');
        const rsa = String(key['keyDetails']).startsWith('PKCS1_');
        const usable = reads(key, (bytes) => (0,external_node_crypto_.createPublicKey)({ key: bytes, format: 'der', type: rsa ? 'pkcs1' : 'spki' }));
        const id = objectAt(log, 'logId')['keyId'];
        return [
            ...(usable ? [] : [`${where}.publicKey is no public key`]),
            ...(typeof id === 'string' && id !== '' ? [] : [`${where} has no logId`]),
            ...(name === 'ctlogs' || typeof objectAt({ log }, 'log')['baseUrl'] === 'string' ? [] : [`${where} has no baseUrl`]),
        ];
    }));
}
function reads(holder, read) {
    const text = statement_isObject(holder) ? holder['rawBytes'] : undefined;
    if (typeof text !== 'string' || text === '')
        return false;
    try {
        read(Buffer.from(text, 'base64'));
        return true;
    }
    catch {
        return false;
    }
}
function listAt(value, name) {
    const list = statement_isObject(value) ? value[name] : undefined;
    return Array.isArray(list) ? list : [];
}
function objectAt(value, name) {
    const inner = statement_isObject(value) ? value[name] : undefined;
    return statement_isObject(inner) ? inner : {};
}
function trusted_root_problem(file, what) {
    const cure = 'Take the trusted_root.json of the Sigstore instance; `cosign trusted-root create` writes one';
    return { code: 'E_ATTEST_TRUSTED_ROOT', message: `the trusted root ${what}`, cure, at: { file } };
}

;// CONCATENATED MODULE: ./packages/attest/build/sigstore.js




/** cosign's own names (cosign v3 binds each flag to `COSIGN_` and the flag): files of a Sigstore instance other than the public one. */
const trustedRootVariable = 'COSIGN_TRUSTED_ROOT';
const signingConfigVariable = 'COSIGN_SIGNING_CONFIG';
/**
 * Opens the instance that the job's environment names in COSIGN_TRUSTED_ROOT (trusted_root.json) and COSIGN_SIGNING_CONFIG
 * (signing_config.json), else Sigstore's public good instance, whose files come through TUF. Verifying alone needs only the root.
 * Refuses a root that cannot be read or used, and a config without a root (E_ATTEST_TRUSTED_ROOT); a config of the same kind when it is
 * asked where to sign (E_ATTEST_SIGNING_CONFIG).
 */
async function openSigstore(ports) {
    const root = ports.job.variable(trustedRootVariable) ?? '';
    const config = ports.job.variable(signingConfigVariable) ?? '';
    if (root === '' && config === '')
        return openPublic(ports);
    if (root === '') {
        const message = `${signingConfigVariable} names where to sign, but ${trustedRootVariable} does not say whom to trust`;
        throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_TRUSTED_ROOT', message, cure: `Set ${trustedRootVariable} to the trusted_root.json of the same instance` });
    }
    const trust = (0,build/* unwrap */.oA)(await parseTrustedRoot(await readNamed(ports, trustedRootVariable, root, 'E_ATTEST_TRUSTED_ROOT'), root));
    return {
        name: `the Sigstore instance of ${root}`,
        isPublic: false,
        trust: async () => trust,
        services: once(async () => {
            if (config === '') {
                const message = `${trustedRootVariable} is set, but ${signingConfigVariable} is not: nothing says where to sign`;
                throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_SIGNING_CONFIG', message, cure: `Set ${signingConfigVariable} to the signing_config.json of the same instance` });
            }
            const text = await readNamed(ports, signingConfigVariable, config, 'E_ATTEST_SIGNING_CONFIG');
            return (0,build/* unwrap */.oA)(parseSigningConfig(text, config, ports.clock.now()));
        }),
    };
}
async function readNamed(ports, variable, file, code) {
    try {
        return await ports.files.readText(file);
    }
    catch (cause) {
        const cure = 'Name a file that is there, or unset the variable';
        throw (0,build/* refuse */.TR)({ code, message: `${variable} names ${file}, which cannot be read`, cure }, { cause });
    }
}
/** The public good instance; `start` opens the client that reads its files. */
function openPublic(ports, start = startTuf) {
    const targets = once(() => start(ports));
    const read = async (name) => {
        try {
            return await (await targets()).getTarget(name);
        }
        catch (cause) {
            const said = cause instanceof Error ? reasonOf(cause) : String(cause);
            const cure = `Run the job again; where the network forbids tuf-repo-cdn.sigstore.dev, name the files in ${trustedRootVariable} and ${signingConfigVariable}`;
            throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_TUF', message: `cannot read Sigstore's ${name}: ${said}`, cure }, { cause });
        }
    };
    const config = 'signing_config.v0.2.json';
    return {
        name: "Sigstore's public good instance",
        isPublic: true,
        trust: once(async () => (0,build/* unwrap */.oA)(await parseTrustedRoot(await read('trusted_root.json'), 'trusted_root.json'))),
        services: once(async () => (0,build/* unwrap */.oA)(parseSigningConfig(await read(config), config, ports.clock.now()))),
    };
}
/** The library brings the root of trust of the day it was released, and follows the chain of roots from there. */
async function startTuf(ports) {
    const { initTUF } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(830), __nccwpck_require__.e(694)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 84423, 19));
    // It uses `fetch`, which goes through the proxy that the environment names only when it is told to (Node.js 24.14).
    external_node_http_.setGlobalProxyFromEnv?.();
    // A folder of this step's own: a cached root would be believed as it stands.
    return initTUF({ cachePath: await ports.files.makeTemporary('sigstore-'), timeout: 10_000, retry: { retries: 3 } });
}
function reasonOf(error) {
    return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}

;// CONCATENATED MODULE: ./packages/attest/build/index.js







;// CONCATENATED MODULE: ./packages/checksums/build/name.js
/** Orders names as `LC_ALL=C sort` does: by their UTF-8 bytes, not by UTF-16 units. */
function name_byBytes(left, right) {
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
/**
 * Says why a name cannot stand in a checksum file as a bare file name.
 * GNU coreutils escapes names that hold a backslash or a line break (md5sum.c, "print_filename"), and a line with a folder in
 * its name only verifies from one place; both are refused instead of written in a way that few readers understand.
 */
function name_checkBareName(name) {
    const flaw = flawOf(name);
    if (flaw === undefined)
        return undefined;
    return { code: 'E_CHECKSUMS_NAME', message: `${JSON.stringify(name)} ${flaw}`, cure: 'Use a bare file name without folders or control characters' };
}
function flawOf(name) {
    if (name === '')
        return 'is an empty name';
    if (name === '.' || name === '..')
        return 'names a folder';
    if (name.includes('/'))
        return 'holds a folder';
    if (name.includes('\\'))
        return 'holds a backslash';
    if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name))
        return 'holds a control character or a line break';
    if (name !== name.trim())
        return 'begins or ends with a blank';
    if (/^[*#]/.test(name))
        return `begins with "${name[0]}", which has a meaning of its own in checksum files`;
    if (/\p{Surrogate}/u.test(name))
        return 'is not valid Unicode';
    return undefined;
}

;// CONCATENATED MODULE: ./packages/checksums/build/grammar.js


const gnu = /^([0-9A-Fa-f]+) [ *](.+)$/;
const bsd = /^([A-Z0-9-]+) ?\((.+)\) ?= ?([0-9A-Fa-f]+)$/;
const algorithms = { 64: 'sha256', 128: 'sha512' };
/**
 * Reads what GNU `sha256sum -c` reads (coreutils manual, "md5sum invocation"): `hash  name`, `hash *name`, `SHA256 (name) = hash`,
 * upper-case hexadecimal digits, CRLF, comment lines, blank lines. SHA-512 lines are told by their length.
 * Every bad line is reported, with `file` as its place. An empty list is a problem as well: it would prove nothing.
 */
function parseChecksums(text, file) {
    const found = [];
    const lines = [];
    for (const [index, raw] of text.split('\n').entries()) {
        const content = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
        if (content === '' || content.startsWith('#'))
            continue;
        const result = parseLine(content);
        if (result.ok)
            lines.push({ ...result.value, line: index + 1 });
        else
            found.push({ ...result.error, at: { file, line: index + 1 } });
    }
    found.push(...repeated(lines, file));
    if (lines.length === 0 && found.length === 0) {
        found.push({ code: 'E_CHECKSUMS_EMPTY', message: 'holds no checksum', cure: 'Write it with `sha256sum FILE… > checksums.txt`', at: { file } });
    }
    return found.length === 0 ? (0,build.ok)(lines.map(({ name, digest }) => ({ name, digest }))) : (0,build/* err */._q)(found);
}
function parseLine(content) {
    const style = splitLine(content);
    if (style === undefined)
        return (0,build/* err */._q)(badLine(content));
    const algorithm = algorithms[style.hex.length];
    if (algorithm === undefined || (style.algorithm !== undefined && style.algorithm !== algorithm)) {
        const message = `a hash of ${style.hex.length} digits is no ${(style.algorithm ?? 'sha256').toUpperCase()}`;
        return (0,build/* err */._q)({ code: 'E_CHECKSUMS_HASH', message, cure: 'Use SHA-256 (64 hexadecimal digits) or SHA-512 (128)' });
    }
    const flaw = name_checkBareName(style.name);
    if (flaw !== undefined)
        return (0,build/* err */._q)(flaw);
    return (0,build.ok)({ name: style.name, digest: `${algorithm}:${style.hex.toLowerCase()}` });
}
function splitLine(content) {
    const tagged = bsd.exec(content);
    if (tagged !== null)
        return { name: tagged[2] ?? '', hex: tagged[3] ?? '', algorithm: (tagged[1] ?? '').toLowerCase().replace('-', '') };
    const plain = gnu.exec(content);
    return plain === null ? undefined : { name: plain[2] ?? '', hex: plain[1] ?? '' };
}
function badLine(content) {
    const base = { code: 'E_CHECKSUMS_LINE', message: `${JSON.stringify(content.slice(0, 120))} is no checksum line` };
    if (content.startsWith('\\'))
        return { ...base, cure: 'It is the escaped form of a name with a backslash or a line break: rename that file' };
    if (content.startsWith('\ufeff'))
        return { ...base, cure: 'Save the file without a byte order mark' };
    if (/^[0-9A-Fa-f]+\s*$/.test(content))
        return { ...base, cure: 'Add two blanks and the name of the file behind the hash' };
    return { ...base, cure: 'Write the hash, two blanks and the name of the file' };
}
function repeated(lines, file) {
    const first = new Map();
    const found = [];
    for (const { name, line } of lines) {
        const earlier = first.get(name);
        if (earlier === undefined)
            first.set(name, line);
        else
            found.push({
                code: 'E_CHECKSUMS_REPEATED',
                message: `"${name}" already stands on line ${earlier}`,
                cure: 'Keep one of the two lines',
                at: { file, line },
            });
    }
    return found;
}
/**
 * The one form that is written: lower-case hexadecimal digits, two blanks, the bare name, LF; sorted by bytes.
 * Refuses an empty list, a name twice, a name that is not bare, and digests of different algorithms.
 */
function renderChecksums(list) {
    const found = list.flatMap(({ name }) => checkBareName(name) ?? []);
    const sorted = list.toSorted((left, right) => byBytes(left.name, right.name));
    for (const [index, { name }] of sorted.entries()) {
        if (index > 0 && sorted[index - 1]?.name === name)
            found.push({ code: 'E_CHECKSUMS_REPEATED', message: `"${name}" is there twice`, cure: 'Give each file a name of its own' });
    }
    if (list.length === 0)
        found.push({ code: 'E_CHECKSUMS_EMPTY', message: 'there is no file to write a checksum of', cure: 'Name at least one file' });
    if (new Set(list.map(({ digest }) => digest.split(':')[0])).size > 1) {
        found.push({ code: 'E_CHECKSUMS_HASH', message: 'the digests are of different algorithms', cure: 'Use one algorithm a file' });
    }
    return found.length === 0 ? ok(sorted.map(({ name, digest }) => `${hexOf(digest)}  ${name}\n`).join('')) : err(found);
}

;// CONCATENATED MODULE: ./packages/checksums/build/set.js

/**
 * Compares a declared set with the files that are there, and with recorded checksums where there are some.
 * Nothing is decided by doing nothing: an empty declaration makes every file an extra one.
 */
function decideSet(declared, present, recorded = []) {
    const names = new Set(declared);
    const groups = Map.groupBy(present, ({ name }) => name);
    const hashes = new Map(recorded.map(({ name, digest }) => [name, digest]));
    const findings = [...twice(declared), ...caseCollisions([...new Set([...names, ...groups.keys()])])];
    for (const name of names)
        if (!groups.has(name))
            findings.push({ kind: 'missing', name });
    for (const [name, files] of groups) {
        if (files.length > 1)
            findings.push({ kind: 'duplicate', name, paths: files.map(({ path }) => path) });
        for (const { path, size, digest } of files) {
            if (!names.has(name))
                findings.push({ kind: 'extra', name, path });
            if (size === 0)
                findings.push({ kind: 'empty', name, path });
            const hash = hashes.get(name);
            if (hash !== undefined && hash !== digest)
                findings.push({ kind: 'changed', name, recorded: hash, actual: digest });
        }
    }
    return findings.toSorted((left, right) => byBytes(left.name, right.name));
}
function twice(declared) {
    return [...new Set(declared.filter((name, index) => declared.indexOf(name) !== index))].map((name) => ({ kind: 'declared-twice', name }));
}
function caseCollisions(names) {
    const seen = new Map();
    return names.flatMap((name) => {
        const other = seen.get(name.toLowerCase());
        seen.set(name.toLowerCase(), name);
        return other === undefined ? [] : [{ kind: 'case', name, other }];
    });
}
const codes = {
    missing: 'E_CHECKSUMS_MISSING',
    extra: 'E_CHECKSUMS_EXTRA',
    empty: 'E_CHECKSUMS_EMPTY_FILE',
    duplicate: 'E_CHECKSUMS_DUPLICATE',
    'declared-twice': 'E_CHECKSUMS_DECLARED_TWICE',
    case: 'E_CHECKSUMS_CASE',
    changed: 'E_CHECKSUMS_CHANGED',
};
/** A finding as a problem with a cure; `input` is the input that holds the declaration. */
function describeFinding(finding, input) {
    const [message, cure] = sentencesOf(finding);
    return { code: codes[finding.kind], message, cure, at: { input } };
}
function sentencesOf(finding) {
    const { name } = finding;
    switch (finding.kind) {
        case 'missing':
            return [`"${name}" was declared and is not there`, 'Look at the job that makes it, re-run that job, or take the name out of the declaration'];
        case 'extra':
            return [`"${name}" (${finding.path}) is there and was not declared`, 'Declare it, or keep it out of the files'];
        case 'empty':
            return [`"${name}" (${finding.path}) is empty`, 'Look at the job that makes it: nothing was written'];
        case 'duplicate':
            return [`"${name}" is there ${finding.paths.length} times: ${finding.paths.join(', ')}`, 'Give each file a name of its own, a release has no folders'];
        case 'declared-twice':
            return [`"${name}" is declared twice`, 'Declare it once'];
        case 'case':
            return [`"${name}" and "${finding.other}" differ only in case`, 'Rename one: on Windows and macOS they are the same file'];
        case 'changed':
            return [`"${name}" was recorded as ${finding.recorded} and is ${finding.actual}`, 'Something wrote to the file after it was recorded: build it again'];
    }
}

;// CONCATENATED MODULE: ./packages/checksums/build/index.js




// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
;// CONCATENATED MODULE: ./actions/fetch-release/build/beside.js



/** Files that stand beside another one and hold its checksum, by the number of digits. */
const suffixes = { '.sha256': 64, '.sha256sum': 64, '.sha512': 128, '.sha512sum': 128 };
/** 64 KiB: a hash, and perhaps a name. */
const largest = 64 * 1024;
/** What the files beside these assets say of them. Throws a Refusal that names such a file where it says nothing of its neighbour. */
async function readBeside(names, assets, reader) {
    const witnesses = new Map();
    const found = [];
    for (const name of names) {
        for (const [suffix, digits] of Object.entries(suffixes)) {
            const asset = assets.find((one) => one.name === `${name}${suffix}` && one.state === 'uploaded');
            if (asset === undefined)
                continue;
            const digest = parseBeside((await readAsset(asset, largest, reader)).toString('utf8'), name, digits, asset.name);
            if (digest.ok)
                witnesses.set(name, [...(witnesses.get(name) ?? []), { by: asset.name, digest: digest.value }]);
            else
                found.push(digest.error);
        }
    }
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    return witnesses;
}
/**
 * Reads the checksum of a file from the one beside it: a bare hash, or lines as `sha256sum` writes them, in either form. The name may have
 * folders in front of it, because it is often written where the file was made.
 */
function parseBeside(text, name, digits, file) {
    const lines = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
    const parsed = lines.map((line) => beside_parseLine(line, digits));
    const own = parsed.filter((line) => line !== undefined && (line.name === undefined ? lines.length === 1 : external_node_path_.posix.basename(line.name) === name));
    const [first, ...others] = own;
    if (first !== undefined && others.length === 0 && !parsed.includes(undefined))
        return (0,build.ok)(`sha${digits * 4}:${first.hex}`);
    const message = `"${file}" holds no checksum of "${name}"`;
    return (0,build/* err */._q)({ code: 'E_FETCH_CHECKSUMS', message, cure: 'See who changed it: it should hold its hash, alone or with its name', at: { file } });
}
function beside_parseLine(line, digits) {
    const [, plain = '', marked] = /^([0-9A-Fa-f]+)(?:[ \t]+\*?(\S.*))?$/.exec(line) ?? [];
    const [, tagged, behind = ''] = /^[A-Z0-9-]+ ?\((.+)\) ?= ?([0-9A-Fa-f]+)$/.exec(line) ?? [];
    const hex = plain || behind;
    return hex.length === digits ? { hex: hex.toLowerCase(), name: marked ?? tagged } : undefined;
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/witnesses.js

const damaged = 'Do not use the file; see who changed it, and whether the release is what its makers published';
/** What is expected of a file, by everybody who says something about it. Nobody says anything, or they contradict each other: a refusal. */
function judgeWitnesses(name, witnesses) {
    if (witnesses.length === 0) {
        const message = `nothing says what the bytes of "${name}" are: no checksum file lists it, and GitHub has no digest of it`;
        const cure = 'Fetch a release with a checksum file, or write its checksum into the input pins';
        return { ok: false, error: [{ code: 'E_FETCH_UNPROVEN', message, cure, at: { file: name } }] };
    }
    const found = [];
    for (const algorithm of ['sha256', 'sha512']) {
        const [first, ...others] = witnesses.filter(({ digest }) => digest.startsWith(`${algorithm}:`));
        const other = others.find(({ digest }) => digest !== first?.digest);
        if (first === undefined || other === undefined)
            continue;
        const message = `"${name}" is ${first.digest} by ${first.by}, and ${other.digest} by ${other.by}`;
        found.push({ code: 'E_FETCH_CHANGED', message, cure: damaged, at: { file: name } });
    }
    const sha256 = witnesses.find(({ digest }) => digest.startsWith('sha256:'))?.digest;
    return found.length > 0 ? { ok: false, error: found } : { ok: true, value: { name, witnesses, sha256 } };
}
/** The digests of bytes that come by, by every algorithm that somebody has spoken in; sha256 always. */
function createProof({ name, witnesses }) {
    const algorithms = [...new Set(['sha256', ...witnesses.map(({ digest }) => digest.slice(0, digest.indexOf(':')))])];
    const hashes = algorithms.map((algorithm) => ({ algorithm, hash: (0,external_node_crypto_.createHash)(algorithm) }));
    return {
        update: (bytes) => {
            for (const { hash } of hashes)
                hash.update(bytes);
        },
        /** The sha256 digest, and what is wrong. May be called once. */
        finish: () => {
            const digests = hashes.map(({ algorithm, hash }) => `${algorithm}:${hash.digest('hex')}`);
            const wrong = witnesses.filter(({ digest }) => !digests.includes(digest));
            const problems = wrong.map(({ by, digest }) => {
                const actual = digests.find((one) => one.split(':')[0] === digest.split(':')[0]);
                return { code: 'E_FETCH_CHANGED', message: `"${name}" should be ${digest} by ${by}, and is ${actual}`, cure: damaged, at: { file: name } };
            });
            return { digest: digests[0], problems };
        },
    };
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/find.js





/** Finds the release that is asked for; undefined where there is none. Throws a Refusal where two are. */
async function findRelease({ version, rules }, reader) {
    if (version.kind === 'latest' && !rules.prereleases && !rules.drafts)
        return reader.readLatest();
    if (version.kind === 'exact') {
        for (const tag of version.tags) {
            const found = await reader.findByTag(tag);
            if (found !== undefined)
                return found;
        }
        if (!rules.drafts)
            return undefined;
    }
    return (0,build/* unwrap */.oA)(chooseVersion(version, await reader.listReleases(), rules));
}
function find_describeNone({ version, rules, platform }, repository) {
    const asked = version.kind === 'latest' ? 'a latest one' : version.kind === 'range' ? `one that fits ${version.range}` : `one of ${version.tags.join(' or ')}`;
    const open = [
        ...(rules.drafts ? [] : ['drafts: true, where it is not published yet']),
        ...(rules.prereleases || version.kind === 'exact' ? [] : ['prereleases: true']),
    ];
    const cure = `See whether it is published, and whether the token may read the repository${open.length === 0 ? '' : `; or give ${open.join(', or ')}`}`;
    return {
        code: 'E_FETCH_NO_RELEASE',
        message: `${repository} has no release that could be fetched for ${platform}: not ${asked}`,
        cure,
        at: { input: 'version' },
    };
}
/** More than this is no checksum file: 4 MiB. */
const largestList = 4 * 2 ** 20;
/** Reads what a release holds, with its checksum file and those beside what is wanted, whose bytes are proven by GitHub's digest where there is one. */
async function readFacts(release, { checksumsFile, wanted }, reader) {
    const assets = await reader.listAssets(release.id);
    const asset = assets.find(({ name, state }) => name === checksumsFile && state === 'uploaded');
    const checksums = asset === undefined ? undefined : await readChecksums(asset, reader);
    const names = new Set(wanted.flatMap((namesOf) => namesOf(release.tag)));
    const beside = await readBeside(assets.map(({ name }) => name).filter((name) => names.has(name)), assets, reader);
    return { release, assets, checksums, beside };
}
async function readChecksums(asset, reader) {
    const bytes = await readAsset(asset, largestList, reader);
    const text = bytes.toString('utf8');
    return { name: asset.name, text, list: (0,build/* unwrap */.oA)(parseChecksums(text, asset.name)), digest: (0,build/* digestOf */.ol)(bytes) };
}
/** A small asset as a whole, proven by GitHub's digest where there is one. */
async function readAsset(asset, largest, reader) {
    const { name, size, digest } = asset;
    if (size > largest) {
        const message = `"${name}" has ${size} bytes, more than the ${largest} that such a file may have`;
        throw new build/* Refusal */.P_([{ code: 'E_FETCH_SIZE', message, cure: 'See what the release calls by this name', at: { file: name } }]);
    }
    const proof = digest === undefined ? undefined : createProof((0,build/* unwrap */.oA)(judgeWitnesses(name, [{ by: 'GitHub', digest }])));
    const parts = [];
    for await (const part of reader.download(asset)) {
        proof?.update(part);
        parts.push(part);
    }
    const problems = proof?.finish().problems ?? [];
    if (problems.length > 0)
        throw new build/* Refusal */.P_(problems);
    return Buffer.concat(parts);
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/bundles.js





/** What GitHub's store holds about a digest, or why it cannot be read: it does not answer, or not to this token. */
async function readStored(reader, subject, predicateType) {
    try {
        const bundles = await reader.readBundles(subject, predicateType);
        return bundles.map((bytes) => ({ from: "GitHub's store", bytes }));
    }
    catch (error) {
        if (error instanceof ApiFailure && (error.kind === 'transient' || error.kind === 'denied'))
            return error.message;
        throw error;
    }
}
/** More than so many files, or so much, is no statement about a release. */
const mostFiles = 16;
const largestFile = 8 * 2 ** 20;
const ending = /\.(sigstore|intoto)(\.jsonl?)?$/;
/** The file that a bundle is named after. */
function stemOf(file) {
    return file.replace(ending, '');
}
/**
 * The bundles among the assets: one a file, or one a line. A bundle that is named after a file which nobody wants (`names`) is left out:
 * it is about that one.
 */
async function readBundleAssets({ assets, reader }, names) {
    const others = new Set(assets.map(({ name }) => name).filter((name) => !names.includes(name)));
    const files = assets.filter(({ name, state }) => state === 'uploaded' && ending.test(name) && !others.has(stemOf(name))).slice(0, mostFiles);
    const bundles = [];
    for (const file of files) {
        const text = (await readAsset(file, largestFile, reader)).toString('utf8');
        const parts = isJson(text) ? [text] : text.split('\n').filter((line) => line.trim() !== '');
        bundles.push(...parts.map((part) => ({ from: file.name, bytes: Buffer.from(part) })));
    }
    return bundles;
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
/** What is attached to the artifact, or why it cannot be read. */
async function readAttached({ registry, repository, digest }) {
    try {
        const bundles = [];
        for (const listed of await registry.readReferrers(repository, digest, bundleType)) {
            const manifest = await registry.readManifest({ ...repository, digest: listed.digest });
            const layer = manifest?.kind === 'image' ? manifest.layers[0] : undefined;
            if (layer !== undefined && layer.size <= largestFile)
                bundles.push({ from: 'what is attached to the artifact', bytes: await registry.readBlob(repository, layer) });
        }
        return bundles;
    }
    catch (error) {
        if (error instanceof build/* Refusal */.P_)
            return error.message;
        throw error;
    }
}
const nowhere = { registry: 'localhost', name: 'statements' };
/** Bundles that are here already, as if they were attached to an artifact. */
function asReferrers(bundles) {
    const described = bundles.map(({ bytes }) => {
        return { descriptor: { mediaType: media_types_mediaTypes.manifest, digest: (0,build/* digestOf */.ol)(bytes), size: bytes.length, artifactType: bundleType }, bytes };
    });
    const bytesOf = (digest) => described.find(({ descriptor }) => descriptor.digest === digest)?.bytes ?? new Uint8Array();
    return {
        readReferrers: async () => described.map(({ descriptor }) => descriptor),
        readManifest: async ({ digest }) => {
            const bytes = bytesOf(digest);
            const layer = { mediaType: bundleType, digest: (0,build/* digestOf */.ol)(bytes), size: bytes.length };
            const manifest = {
                kind: 'image',
                mediaType: media_types_mediaTypes.manifest,
                digest: layer.digest,
                bytes,
                config: layer,
                layers: [layer],
                annotations: {},
            };
            return manifest;
        },
        readBlob: async (_, { digest }) => bytesOf(digest),
    };
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/sketch.js

function sketchBundle(bytes) {
    const bundle = parse(Buffer.from(bytes).toString('utf8'));
    if (bundle === undefined)
        return { kind: 'damaged' };
    const isBundle = 'verificationMaterial' in bundle || 'dsseEnvelope' in bundle || String(bundle['mediaType']).includes('sigstore.bundle');
    if (!isBundle || ('messageSignature' in bundle && !('dsseEnvelope' in bundle)))
        return { kind: 'other' };
    const payload = sketch_objectAt(bundle, 'dsseEnvelope')['payload'];
    const statement = typeof payload === 'string' ? parse(Buffer.from(payload, 'base64').toString('utf8')) : undefined;
    const { predicateType, subject } = statement ?? {};
    if (typeof predicateType !== 'string' || !Array.isArray(subject))
        return { kind: 'damaged' };
    const subjects = subject.filter(sketch_isObject);
    return {
        kind: 'statement',
        predicateType,
        names: subjects.map(({ name }) => String(name ?? '').replace(/^\.\//, '')),
        digests: subjects.flatMap((one) => Object.entries(sketch_objectAt(one, 'digest')).map(([algorithm, hex]) => `${algorithm}:${String(hex)}`)),
        ...readCertificate(sketch_objectAt(bundle, 'verificationMaterial')),
    };
}
/** In bundles of version 0.3 one certificate, before that a chain (sigstore protobuf-specs, sigstore_bundle.proto). */
function readCertificate(material) {
    const chain = sketch_objectAt(material, 'x509CertificateChain')['certificates'];
    const first = Array.isArray(chain) ? chain.find(sketch_isObject) : undefined;
    const raw = (first ?? sketch_objectAt(material, 'certificate'))['rawBytes'];
    try {
        const { subjectAltName = '', issuer } = new external_node_crypto_.X509Certificate(Buffer.from(String(raw), 'base64'));
        return { signer: subjectAltName.replace(/^URI:/, ''), ownInstance: /^O="?GitHub\\?, Inc\."?$/m.test(issuer) };
    }
    catch {
        return { signer: '', ownInstance: false };
    }
}
function parse(text) {
    try {
        const value = JSON.parse(text);
        return sketch_isObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function sketch_objectAt(value, name) {
    const inner = value[name];
    return sketch_isObject(inner) ? inner : {};
}
function sketch_isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/own-statements.js




/** Leaves open which workflow signed, for which ref and event: what is left is a run of this very repository, on the server's own runners. */
function ownPolicy(of) {
    return { ...of, signers: [], signerRefs: [], sourceRefs: [], triggers: [] };
}
/** What `ownPolicy` leaves open, as the judge says it. Everything else that it says is a reason against a statement. */
const leftOpen = new Set(['E_ATTEST_SIGNER', 'E_ATTEST_SIGNER_REF', 'E_ATTEST_SOURCE_REF', 'E_ATTEST_TRIGGER']);
/** What the judge says of a bundle of an instance of which it knows no authority: neither who certifies, nor who says when it was. */
const nothingKnown = new Set(['E_ATTEST_UNTRUSTED', 'E_ATTEST_TIMESTAMP', 'E_ATTEST_LOG']);
/** More statements than this are not about one file. */
const mostJudged = 32;
/**
 * Judges every statement about a subject. One that is there has to be right, as everything else that is said of a file: the signature, the
 * repository whose run signed, the digest. Throws a Refusal that names the subject where one is wrong.
 */
async function judgeOwn(subject, bundles, judge) {
    const about = bundles.map((bundle) => ({ bundle, sketch: sketchBundle(bundle.bytes) })).filter((one) => isAbout(one, subject, judge.predicateType));
    let standing = { kind: 'none' };
    const wrong = [];
    for (const { bundle, sketch } of about.slice(0, mostJudged)) {
        const verdict = await judgeOne(bundle, sketch, subject, judge);
        if (!('kind' in verdict))
            wrong.push(...describeWrong(subject, bundle, verdict));
        else if (standing.kind !== 'signed')
            standing = verdict;
    }
    if (about.length > mostJudged)
        wrong.push(...describeWrong(subject, { from: 'all places' }, [{ code: 'E_ATTEST_MANY', message: `there are ${about.length}` }]));
    if (wrong.length > 0)
        throw new build/* Refusal */.P_(wrong);
    return standing;
}
/** Whether a bundle has to be right for this subject: by what it states, or by its name. What cannot be read may have been about anything. */
function isAbout({ bundle, sketch }, { name, digest }, predicateType) {
    if (sketch.kind !== 'statement')
        return sketch.kind === 'damaged';
    if (sketch.predicateType !== predicateType)
        return false;
    return sketch.digests.includes(digest) || sketch.names.includes(name) || stemOf(bundle.from) === name;
}
async function judgeOne(bundle, sketch, subject, { policy, predicateType, sigstore }) {
    const signer = sketch.kind === 'statement' ? sketch.signer : '';
    try {
        const finding = await findStatement(asReferrers([bundle]), nowhere, subject.digest, { policy, predicateType, accept: () => undefined, sigstore });
        const against = finding.ok ? [] : finding.problems.filter(({ code }) => !leftOpen.has(code));
        if (against.length === 0)
            return { kind: 'signed', signer };
        const foreign = sigstore.isPublic && sketch.kind === 'statement' && sketch.ownInstance && against.every(({ code }) => nothingKnown.has(code));
        if (!foreign)
            return against;
        const cure = 'Name the trusted_root.json of that instance in COSIGN_TRUSTED_ROOT; `gh attestation trusted-root` writes it';
        return { kind: 'unjudged', reason: "GitHub's own instance of Sigstore vouches for it, which the public trusted root does not name", cure };
    }
    catch (error) {
        const unreachable = error instanceof build/* Refusal */.P_ ? error.problems.find(({ code }) => code === 'E_ATTEST_TUF') : undefined;
        if (unreachable === undefined)
            throw error;
        return { kind: 'unjudged', reason: unreachable.message, cure: unreachable.cure ?? 'Run the job again' };
    }
}
function describeWrong({ name }, { from }, reasons) {
    const cure = 'Use nothing of this release; see who changed the file or its attestation. attestation: off does without';
    const message = `an attestation of "${name}" is there (${from}) and does not hold`;
    return [
        { code: 'E_FETCH_ATTESTATION', message, cure, at: { file: name } },
        ...reasons.map(({ code, message: said }) => ({ code, message: said, at: { file: name } })),
    ];
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/attestation.js





/**
 * Opens the proof of signatures. Where workflows are named, one of them has to have signed for each file, in a run of this repository for
 * the default branch or for the very tag that is fetched: what was signed for another version is none of this one. Where none is named,
 * every statement that is there has to be one of a run of this repository; whether there has to be one is the caller's wish.
 */
async function openNotary(signing, matter, places, ports) {
    const sigstore = await openSigstore(ports);
    const names = matter.files.flatMap(({ file, checksums }) => [file.name, ...(checksums === undefined ? [] : [checksums.name])]);
    const inRelease = await readBundleAssets(places, names);
    const { signers } = signing;
    if (signers === undefined)
        return openOwn(signing, matter, places, inRelease, sigstore, ports);
    return openNamed({ ...signing, signers }, matter, places, inRelease, sigstore, ports);
}
function serverOf({ job: { serverUrl } }) {
    return { server: serverUrl, issuer: serverUrl === 'https://github.com' ? githubIssuer : `${serverUrl}/_services/token` };
}
function openOwn(signing, { repository }, places, inRelease, sigstore, ports) {
    const { predicateType } = signing;
    const judge = { policy: ownPolicy({ ...serverOf(ports), repository }), predicateType, sigstore };
    const teller = createTeller(signing, ports);
    const settle = async (subject, bundles) => {
        const standing = await judgeOwn(subject, bundles, judge);
        if (standing.kind === 'unjudged')
            teller.unjudged(subject.name, standing);
        return standing;
    };
    const stored = createStore(places.reader, predicateType);
    const known = new Map();
    const look = (subject) => {
        const standing = known.get(subject.name) ?? stored(subject.digest).then((found) => settle(subject, [...teller.read(found), ...inRelease]));
        known.set(subject.name, standing);
        return standing;
    };
    return async ({ file, checksums }) => {
        const standings = [await look(file), ...(checksums === undefined ? [] : [await look(checksums)])];
        if (places.artifact !== undefined) {
            const { digest } = places.artifact;
            standings.push(await settle({ name: file.name, digest }, teller.read(await readAttached(places.artifact))));
        }
        const best = standings.find(({ kind }) => kind === 'signed') ?? standings.find(({ kind }) => kind === 'unjudged') ?? { kind: 'none' };
        if (best.kind === 'none')
            teller.none(file);
        return best;
    };
}
/** Says what could not be had, each thing once; where somebody has to have signed, it is a refusal. */
function createTeller({ required, predicateType }, { log }) {
    const told = new Set();
    const unread = new Set();
    const once = (message, tell) => {
        if (!told.has(message))
            tell();
        told.add(message);
    };
    return {
        unjudged: (name, { reason, cure }) => {
            const problem = { code: 'E_FETCH_UNJUDGED', message: `an attestation is there, and was not judged: ${reason}`, cure };
            if (required)
                throw new build/* Refusal */.P_([unsigned(name), { ...problem, at: { file: name } }]);
            once(reason, () => log.warning(problem));
        },
        /** The bundles that were found; a place that cannot be read has none. */
        read: (found) => {
            if (typeof found !== 'string')
                return found;
            unread.add(found);
            once(found, () => log.notice(`attestations were not looked for everywhere: ${found}. ${readCure}`));
            return [];
        },
        none: ({ name, digest }) => {
            if (required)
                throw new build/* Refusal */.P_([unsigned(name), none(predicateType, digest), ...[...unread].map((message) => describeUnread(message, name))]);
        },
    };
}
const readCure = 'Give the token `attestations: read`, or attestation: off where that cannot be';
function describeUnread(message, file) {
    return { code: 'E_FETCH_STORE', message, cure: readCure, at: { file } };
}
/** The store, which is asked until it does not answer: it would not answer for the next file either. */
function createStore(reader, predicateType) {
    let silent;
    return async (digest) => {
        if (silent !== undefined)
            return silent;
        const found = await readStored(reader, digest, predicateType);
        if (typeof found === 'string')
            silent = found;
        return found;
    };
}
async function openNamed(signing, matter, places, inRelease, sigstore, ports) {
    const policy = await readPolicy(signing, matter, places.reader, ports);
    const { predicateType } = signing;
    const search = { policy, predicateType, accept: () => undefined, sigstore };
    const stored = createStore(places.reader, predicateType);
    return async ({ file, checksums }) => {
        const found = [];
        for (const { digest } of [file, ...(checksums === undefined ? [] : [checksums])]) {
            const kept = await stored(digest);
            if (typeof kept === 'string')
                found.push(describeUnread(kept, file.name));
            const bundles = [...(typeof kept === 'string' ? [] : kept), ...inRelease];
            const finding = await findStatement(asReferrers(bundles), nowhere, digest, search);
            if (finding.ok)
                return { kind: 'signed', signer: finding.signer.signer };
            found.push(...(bundles.length === 0 ? [none(predicateType, digest)] : finding.problems));
        }
        if (places.artifact !== undefined) {
            const { registry, repository, digest } = places.artifact;
            const finding = await findStatement(registry, repository, digest, search);
            if (finding.ok)
                return { kind: 'signed', signer: finding.signer.signer };
            found.push(...finding.problems);
        }
        throw new build/* Refusal */.P_([unsigned(file.name), ...found.map((problem) => ({ ...problem, at: { file: file.name } }))]);
    };
}
async function readPolicy({ signers, events }, { repository, tag }, reader, ports) {
    const defaultBranch = await reader.readDefaultBranch().catch((error) => {
        // Where GitHub does not answer, only the tag counts: no branch has such a name (git-check-ref-format(1)).
        if (error instanceof ApiFailure && error.kind === 'transient')
            return '.none';
        throw error;
    });
    const policy = (0,build/* unwrap */.oA)(parsePolicy({ signers, repository, defaultBranch, triggers: events, ...serverOf(ports) }));
    const ref = `refs/tags/${tag}`;
    return { ...policy, sourceRefs: [...policy.sourceRefs.filter((rule) => rule !== 'tags'), ref] };
}
function unsigned(name) {
    return { code: 'E_FETCH_UNSIGNED', message: `nobody who counts has signed for "${name}"`, cure: 'See the reasons beside this', at: { file: name } };
}
function none(predicateType, digest) {
    const message = `no signed statement of the type ${predicateType} about ${digest} is known`;
    return { code: 'E_ATTEST_NONE', message, cure: 'Sign it in the workflow that makes the release, as with actions/attest' };
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/obtain.js


/** Gets a file from the cache or from its source. Under its name is only ever what has been proven. */
async function obtain(source, { folder, cache }, ports) {
    const expected = (0,build/* unwrap */.oA)(judgeWitnesses(source.name, source.witnesses));
    const { name } = source;
    // Without its digest nobody knows the name of what the cache holds.
    if (!cache || expected.sha256 === undefined || !ports.cache.available()) {
        const path = `${folder}/${(0,build/* hexOf */.ZD)(expected.witnesses[0]?.digest ?? '').slice(0, 32)}-${ports.random(4)}`;
        return { name, path, ...(await download(source, expected, path, ports)), cached: false };
    }
    const hex = (0,build/* hexOf */.ZD)(expected.sha256);
    const path = `${cacheFolder(ports)}/${hex}`;
    await ports.files.remove(path);
    const kept = await restore(expected, path, hex, ports);
    if (kept !== undefined)
        return { name, path, ...kept, cached: true };
    const got = await download(source, expected, path, ports);
    await attempt('saved', name, ports, () => ports.cache.save([path], `${prefixOf(hex)}${ports.random(8)}`));
    return { name, path, ...got, cached: false };
}
/** Removes what `obtain` has left outside of the staging folder. */
async function forget(ports) {
    if (ports.cache.available())
        await ports.files.remove(cacheFolder(ports));
}
/** The path counts as part of the key: it has to be the same in every job. */
function cacheFolder(ports) {
    return `${ports.job.temp}/slipway-fetch`;
}
/** What is saved under one key stays: each copy has a key of its own, so that a damaged one does not stand in the way of the next. */
function prefixOf(hex) {
    return `slipway-fetch-${hex}-`;
}
/** The cached copy, if it is there and right. A wrong one is told, and thrown away. */
async function restore(expected, path, hex, ports) {
    const { name } = expected;
    const key = await attempt('restored', name, ports, () => ports.cache.restore([path], `${prefixOf(hex)}none`, [prefixOf(hex)]));
    if (key === undefined)
        return undefined;
    const info = await ports.files.info(path);
    if (info?.kind !== 'file') {
        ports.log.warning({ code: 'E_FETCH_CACHE', message: `the cache said that it held "${name}" (${key}), and did not`, cure: 'It is fetched anew' });
        await ports.files.remove(path);
        return undefined;
    }
    const proof = createProof(expected);
    let size = 0;
    for await (const bytes of ports.files.stream(path)) {
        proof.update(bytes);
        size += bytes.length;
    }
    const { digest, problems } = proof.finish();
    if (problems.length === 0) {
        ports.log.info(`${name}: from the cache (${key}), ${digest}`);
        return { size, digest };
    }
    const message = `the cached copy of "${name}" (${key}) is damaged: it is ${digest}, and not ${expected.sha256}`;
    ports.log.warning({ code: 'E_FETCH_CACHE', message, cure: 'It is fetched anew, and kept beside the damaged one, which goes when nobody uses it' });
    await ports.files.remove(path);
    return undefined;
}
/** The bytes go to a neighbour of the path, which gets its name when the last of them has been proven. */
async function download(source, expected, path, ports) {
    const proof = createProof(expected);
    let size = 0;
    let digest;
    const proving = async function* () {
        for await (const bytes of source.read()) {
            proof.update(bytes);
            size += bytes.length;
            yield bytes;
        }
        const end = proof.finish();
        if (end.problems.length > 0)
            throw new build/* Refusal */.P_(end.problems);
        digest = end.digest;
    };
    await ports.files.writeStream(path, proving(), 0o644);
    ports.log.info(`${source.name}: ${size} bytes, ${digest}, by ${source.witnesses.map(({ by }) => by).join(', ')}`);
    return { size, digest: digest };
}
/** The cache is for speed: nobody fails of it. */
async function attempt(deed, name, ports, body) {
    try {
        return await body();
    }
    catch (error) {
        const message = `"${name}" was not ${deed}: ${error instanceof Error ? error.message : String(error)}`;
        ports.log.warning({ code: 'E_FETCH_CACHE', message, cure: 'It goes on without the cache', at: { input: 'cache' } });
        return undefined;
    }
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/checksum-form.js
/**
 * Says where a checksum file changes its ways. Readers take hexadecimal digits in either case, two markers and two line endings, so that
 * a changed byte may mean the same as before; a program that writes such a file writes all of its lines in one way.
 */
function checkForm(text, file) {
    const lines = text.split('\n');
    const problem = (message, line) => {
        return { code: 'E_FETCH_FORM', message, cure: 'See who changed the file: no program writes it so; whole-set: false would pass it over', at: { file, line } };
    };
    if (lines.at(-1) !== '')
        return [problem('does not end with a line break', lines.length)];
    const written = lines.slice(0, -1).flatMap((content, index) => (content.trim() === '' || content.startsWith('#') ? [] : [{ content, line: index + 1 }]));
    const mixed = written.find(({ content }) => /[a-f]/.test(hashOf(content)) && /[A-F]/.test(hashOf(content)));
    if (mixed !== undefined)
        return [problem('has a hash in which the case of letters changes', mixed.line)];
    const first = written[0];
    const other = written.find(({ content }) => formOf(content) !== formOf(first?.content ?? ''));
    return first === undefined || other === undefined ? [] : [problem(`is written in another way than line ${first.line}`, other.line)];
}
function hashOf(line) {
    return /(?:^|= ?)([0-9A-Fa-f]{64,})/.exec(line)?.[1] ?? '';
}
/** Everything about a line but what it says. */
function formOf(line) {
    const hash = hashOf(line);
    const style = line.startsWith(hash) && hash !== '' ? line.slice(hash.length, hash.length + 2) : 'tagged';
    return JSON.stringify([style, line.endsWith('\r'), /[A-F]/.test(hash) ? 'upper' : 'lower']);
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/plan.js

/** Decides which assets are fetched and what is expected of each, or says everything that is wrong with the release. */
function planRelease(request, facts) {
    const { tag } = facts.release;
    const picks = request.wanted.map((names) => pick(names(tag), facts));
    const missing = picks.flatMap((found) => ('asset' in found ? [] : [found.missing]));
    const promised = picks.some((found) => !('asset' in found) && found.promised);
    if (missing.length === picks.length && !promised)
        return { ok: true, value: { kind: 'absent', problems: missing } };
    const assets = [...new Set(picks.flatMap((found) => ('asset' in found ? [found.asset] : [])))];
    const found = [...missing, ...checkChecksums(request, facts, assets), ...assets.flatMap((asset) => checkSize(asset, request))];
    if (request.wholeSet)
        found.push(...checkWhole(request, facts));
    if (found.length > 0)
        return { ok: false, error: dropRepeated(found) };
    return { ok: true, value: { kind: 'fetch', chosen: assets.map((asset) => ({ asset, witnesses: witnessesOf(asset, request, facts) })) } };
}
function pick(names, { release, assets, checksums }) {
    for (const name of names) {
        const asset = assets.find((one) => one.name === name);
        if (asset?.state === 'uploaded')
            return { asset };
        if (asset !== undefined) {
            const message = `"${name}" of ${release.tag} is not whole: its upload has not ended, or broke off`;
            return { missing: plan_problem('UNFINISHED', message, 'Wait for the job that makes the release, or run it again', name), promised: true };
        }
    }
    const listed = names.find((name) => checksums?.list.some((one) => one.name === name) === true);
    const name = listed ?? names[0] ?? '';
    const there = assets.length === 0 ? 'it has no files' : `it has ${assets.map((one) => one.name).join(', ')}`;
    const also = names.length > 1 ? ` (nor as ${names.slice(1).join(', ')})` : '';
    const message = `"${name}" is not among the files of ${release.tag}${also}: ${there}`;
    return { missing: plan_problem('MISSING', message, 'Name the file as the release does, or choose another version', name), promised: listed !== undefined };
}
function checkChecksums(request, { release, checksums }, assets) {
    const { checksumsFile, pins } = request;
    const unpinned = assets.filter(({ name }) => pins !== undefined && !pins.some((pin) => pin.name === name));
    const found = unpinned.map(({ name }) => plan_problem('PIN', `"${name}" is not among the pins`, 'Add its line, or leave the input pins out', name));
    if (checksumsFile === undefined)
        return found;
    if (checksums === undefined) {
        const cure = 'Name the checksum file of this release in the input checksums-file, or give none where there is none';
        return [...found, plan_problem('CHECKSUMS', `${release.tag} has no file "${checksumsFile}"`, cure, checksumsFile)];
    }
    const unlisted = assets.filter(({ name }) => !checksums.list.some((one) => one.name === name));
    return [...found, ...unlisted.map(({ name }) => unlistedProblem(name, checksumsFile))];
}
function unlistedProblem(name, checksumsFile) {
    const cure = 'See who added it: what a release was published with is all listed; whole-set: false looks at the fetched files alone';
    return plan_problem('EXTRA', `"${name}" is not listed in ${checksumsFile}`, cure, name);
}
function checkSize({ name, size }, { largest }) {
    if (size <= largest)
        return [];
    return [plan_problem('SIZE', `"${name}" has ${size} bytes, more than ${largest}`, 'Raise max-download-mib if that is right', name)];
}
/** Statements, and checksum files beside the one: made after it, or about it. */
const statements = /\.(sigstore|intoto)(\.jsonl?)?$/;
const otherLists = /^(.*[._-])?(checksums|sha(256|512)sums?)([._-].*)?\.txt$|^SHA(256|512)?SUMS(\.txt)?$/i;
/** What stands beside a file under its name. */
const besides = /\.(sha256|sha512|sha256sum|sha512sum|sig|asc|minisig|pem|crt)$/;
/** Holds the whole release against its checksum file, by GitHub's digests: nothing of it has to be downloaded. */
function checkWhole({ checksumsFile }, { assets, checksums }) {
    if (checksumsFile === undefined || checksums === undefined)
        return [];
    const found = [...checkForm(checksums.text, checksumsFile)];
    const listed = new Map(checksums.list.map(({ name, digest }) => [name, digest]));
    for (const { name, state, digest } of assets) {
        const recorded = listed.get(name);
        if (name === checksumsFile || (recorded === undefined && belongsTo(name, [checksumsFile, ...listed.keys()])))
            continue;
        if (recorded === undefined)
            found.push(unlistedProblem(name, checksumsFile));
        else if (state !== 'uploaded')
            found.push(plan_problem('UNFINISHED', `"${name}" is not whole: its upload broke off`, 'Run the release again', name));
        else if (digest?.split(':')[0] === recorded.split(':')[0] && digest !== recorded) {
            const message = `"${name}" is ${recorded} by ${checksumsFile}, and ${digest} by GitHub`;
            found.push(plan_problem('CHANGED', message, 'Use nothing of this release; see who changed it', name));
        }
    }
    for (const name of listed.keys()) {
        if (assets.some((asset) => asset.name === name))
            continue;
        found.push(plan_problem('MISSING', `"${name}" is listed in ${checksumsFile}, and is not among the files of the release`, 'See who took it away', name));
    }
    return found;
}
/** What the checksum file cannot list, or what is about a file of the set. */
function belongsTo(name, set) {
    return statements.test(name) || otherLists.test(name) || (besides.test(name) && set.includes(name.replace(besides, '')));
}
function witnessesOf({ name, digest }, { checksumsFile = '', pins = [] }, { checksums, beside }) {
    const of = (list, by) => list.filter((one) => one.name === name).map((one) => ({ by, digest: one.digest }));
    const own = digest === undefined ? [] : [{ by: 'GitHub', digest }];
    return [...of(pins, 'the pins'), ...of(checksums?.list ?? [], checksumsFile), ...(beside.get(name) ?? []), ...own];
}
function dropRepeated(list) {
    return list.filter(({ at, code }, index) => list.findIndex((one) => one.code === code && one.at?.file === at?.file && one.at?.line === at?.line) === index);
}
function plan_problem(code, message, cure, file) {
    return { code: `E_FETCH_${code}`, message, cure, at: { file } };
}

;// CONCATENATED MODULE: ./packages/registry/build/failures.js

/** The first error of a registry's JSON body (distribution specification, "Error codes"). */
function readRegistryError(body) {
    try {
        const document = JSON.parse(new TextDecoder().decode(body));
        const first = document?.errors?.[0];
        return first === undefined ? undefined : { code: String(first.code ?? ''), message: String(first.message ?? '') };
    }
    catch {
        return undefined;
    }
}
function isWebPage(response) {
    const type = response.headers['content-type'] ?? '';
    return type.startsWith('text/html') || /^\s*<(?:!doctype|html)/i.test(new TextDecoder().decode(response.body.subarray(0, 200)));
}
/** A registry's own "not there". A 404 that is a web page is somebody else's. */
function isAbsent(response) {
    return response.status === 404 && !isWebPage(response);
}
/** Says what an answer that is no success means, and what cures it. */
function describeAnswer(response, deed, host) {
    const { status } = response;
    if (isWebPage(response)) {
        const cure = `See whether ${host} is a registry, and whether a proxy or a sign-in page stands before it`;
        return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${host} answered with a web page (${status})`, cure };
    }
    const error = readRegistryError(response.body);
    const said = error === undefined ? `${status}` : `${status} ${error.code}${error.message === '' ? '' : `, ${error.message}`}`;
    const [code, cure] = explain(status, error?.code ?? '');
    const after = response.headers['retry-after'];
    const asked = status === 429 && after !== undefined ? ` and asks to come back ${/^[0-9]+$/.test(after) ? `in ${after} s` : `at ${after}`}` : '';
    return { code, message: `cannot ${deed}: ${host} answered ${said}${asked}`, cure };
}
/** A success whose content is not what was asked for. */
function describeContent(deed, host, what) {
    return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${what}`, cure: `See whether ${host} is a registry` };
}
function describeMismatch(reference, expected, found) {
    const cure = 'Do not use what was sent: see whether a proxy changes content, and run the job again';
    return { code: 'E_REGISTRY_DIGEST', message: `${renderReference(reference)} should be ${expected}, but is ${found}`, cure };
}
function explain(status, code) {
    if (code === 'MANIFEST_BLOB_UNKNOWN' || code === 'MANIFEST_UNKNOWN' || code === 'BLOB_UNKNOWN') {
        return ['E_REGISTRY_MISSING_CONTENT', 'Push what the manifest names first, and see that no clean-up job deleted it meanwhile'];
    }
    if (status === 401)
        return ['E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows'];
    if (status === 403)
        return ['E_REGISTRY_DENIED', 'Grant the job "packages: write" (to read: "packages: read"), and give the repository access in the package settings'];
    if (status === 404)
        return ['E_REGISTRY_NOT_FOUND', 'See whether the name is right; a registry also answers so where the token may not read'];
    if (status === 405)
        return ['E_REGISTRY_UNSUPPORTED', 'Use a registry that accepts writes; a pull-through cache does not'];
    if (status === 413)
        return ['E_REGISTRY_TOO_LARGE', 'Make the manifest smaller: registries accept 4 MiB'];
    if (status === 429)
        return ['E_REGISTRY_RATE', 'Wait until the rate limit is over, and run the job again'];
    if (status >= 500)
        return ['E_REGISTRY_UNAVAILABLE', 'The registry has a fault and every try met it: run the job again later'];
    if (status >= 300 && status < 400)
        return ['E_REGISTRY_REDIRECT', 'Name the registry by the host that it redirects to'];
    return ['E_REGISTRY_ANSWER', 'See what the registry says; the request was not accepted as it stands'];
}
const reasons = {
    refused: 'See whether the registry runs and listens on this port',
    reset: 'The connection broke at every try: run the job again later',
    timeout: 'The registry did not answer in time: run the job again later',
    stall: 'The transfer stood still: run the job again later',
    name: "See whether the registry's name is right and can be resolved here",
    tls: "See whether the registry's certificate is valid; for a registry without TLS write insecure = true in registries.conf",
    truncated: 'The answer ended too early at every try: run the job again later',
    'too-large': 'See whether this is a registry: the answer is larger than a manifest may be',
    cancelled: 'The job was cancelled',
};
/** Says what a connection that failed means. */
function describeFailure(failure, deed) {
    return { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: ${failure.message}`, cure: reasons[failure.reason] };
}

;// CONCATENATED MODULE: ./packages/registry/build/auth.js



/** Reads `WWW-Authenticate`. Of several challenges the first known one counts. */
function parseChallenge(header) {
    const bearer = /\bbearer\s+(.*)$/i.exec(header);
    if (bearer === null)
        return /\bbasic\b/i.test(header) ? { scheme: 'basic' } : undefined;
    const fields = Object.fromEntries([...(bearer[1] ?? '').matchAll(/([a-z_]+)="([^"]*)"/gi)].map((match) => [match[1]?.toLowerCase(), match[2]]));
    return fields['realm'] === undefined ? undefined : { scheme: 'bearer', realm: fields['realm'], service: fields['service'] ?? '' };
}
/** Tokens die early rather than in the middle of a request. */
const margin = 10_000;
/** One registry host's sign-in: it remembers the challenge, so that later requests ask for their token first, and tokens by scope. */
class SignIn {
    #ports;
    #host;
    #credential;
    #tokens = new Map();
    #challenge;
    constructor(ports, host, credential) {
        this.#ports = ports;
        this.#host = host;
        this.#credential = credential;
    }
    /** The `Authorization` header for a request; undefined while the registry has asked for none. */
    async header(repository, access) {
        if (this.#challenge === undefined)
            return undefined;
        if (this.#challenge.scheme === 'basic')
            return this.#credential === undefined ? undefined : basic(this.#credential);
        return `Bearer ${await this.#token(this.#challenge, repository, access)}`;
    }
    /** Learns from a 401. False when the registry names nothing that we could do. Tokens it gave for this scope are forgotten. */
    learn(response, repository, access) {
        const challenge = parseChallenge(response.headers['www-authenticate'] ?? '');
        if (challenge === undefined)
            return false;
        this.#challenge = challenge;
        this.#tokens.delete(scopeOf(repository, access));
        if (access === 'pull')
            this.#tokens.delete(scopeOf(repository, 'pull,push'));
        return challenge.scheme === 'bearer' || this.#credential !== undefined;
    }
    async #token(challenge, repository, access) {
        const now = this.#ports.clock.now();
        const usable = access === 'pull' ? ['pull', 'pull,push'] : ['pull,push'];
        for (const each of usable) {
            const known = this.#tokens.get(scopeOf(repository, each));
            if (known !== undefined && known.until > now)
                return known.value;
        }
        const token = await this.#fetchToken(challenge, scopeOf(repository, access));
        this.#tokens.set(scopeOf(repository, access), token);
        return token.value;
    }
    async #fetchToken(challenge, scope) {
        const url = this.#tokenUrl(challenge, scope);
        const headers = { accept: 'application/json', ...(this.#credential === undefined ? {} : { authorization: basic(this.#credential) }) };
        const response = await (0,host_build.retryHttp)(this.#ports, () => this.#ports.http.request({ method: 'GET', url: url.href, headers, deadline: 30_000 }));
        if (response.status !== 200)
            throw (0,build/* refuse */.TR)(describeAnswer(response, `sign in to ${this.#host} (${scope})`, url.host));
        const token = auth_readToken(response.body);
        if (token === undefined) {
            const cure = `See whether ${url.origin} is the registry's token server`;
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_TOKEN', message: `cannot sign in to ${this.#host}: ${url.host} sent no token`, cure });
        }
        this.#ports.log.mask(token.value);
        return { value: token.value, until: this.#ports.clock.now() + token.seconds * 1000 - margin };
    }
    /** The realm comes from the registry. A password is sent to it only over TLS, or on this machine. */
    #tokenUrl({ realm, service }, scope) {
        const url = URL.canParse(realm) ? new URL(realm) : undefined;
        const local = url !== undefined && /^(?:localhost|127\.[0-9.]+|\[::1\])$/.test(url.hostname);
        if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) {
            const cure = 'Use a registry whose token server has TLS';
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_REALM', message: `${this.#host} wants the token to be fetched from ${realm}, which is not encrypted`, cure });
        }
        if (service !== '')
            url.searchParams.set('service', service);
        url.searchParams.set('scope', scope);
        return url;
    }
}
function scopeOf(repository, access) {
    return `repository:${repository}:${access}`;
}
function basic({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
/** `token` or `access_token`; without `expires_in` a token lives 60 s (Token Authentication Specification, "Token Response Fields"). */
function auth_readToken(body) {
    try {
        const document = JSON.parse(new TextDecoder().decode(body));
        const value = document?.['token'] ?? document?.['access_token'];
        const seconds = document?.['expires_in'];
        return typeof value === 'string' && value !== '' ? { value, seconds: typeof seconds === 'number' ? seconds : 60 } : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/registry/build/token-guard.js
/** Registries of GitHub itself ("Working with the Container registry", "Working with the Docker registry"). */
const githubRegistries = ['ghcr.io', 'docker.pkg.github.com'];
/** Tokens that GitHub made, by the prefixes it documents ("GitHub's token formats"): the job's own (`ghs_`), people's and applications'. */
const githubToken = /^(?:gh[pousr]_|github_pat_)/;
/**
 * Whether a repository is one of GitHub's by its name, whatever place registries.conf maps the name to: a job's token may write to the
 * whole repository, so no other registry and no token server of one may ever see it.
 * @param serverUrl GITHUB_SERVER_URL: an own GitHub has its registry at `containers.<host>`, or at `docker.<host>` in older versions
 */
function isGithubRegistry({ registry }, serverUrl) {
    const name = registry.toLowerCase();
    if (githubRegistries.includes(name))
        return true;
    const own = serverUrl !== undefined && URL.canParse(serverUrl) ? new URL(serverUrl).host : '';
    return own !== '' && own !== 'github.com' && (name === `containers.${own}` || name === `docker.${own}`);
}
/** What signs in at this place: undefined, which is anonymous access, where the credential is a token of GitHub and the place is not GitHub's. */
function token_guard_guardCredential({ github }, credential) {
    return credential !== undefined && githubToken.test(credential.password) && !github ? undefined : credential;
}
const said = new WeakMap();
/** The same as `guardCredential`, and says so once for each host when it withholds the token. */
function token_guard_guardAloud(log, location, credential) {
    const allowed = token_guard_guardCredential(location, credential);
    const hosts = said.get(log) ?? new Set();
    said.set(log, hosts);
    if (allowed !== credential && !hosts.has(location.host)) {
        hosts.add(location.host);
        log.info(`${location.host} gets no token: this one is GitHub's, and goes to GitHub's registry only; the access is anonymous`);
    }
    return allowed;
}

;// CONCATENATED MODULE: ./packages/registry/build/auth-file.js

/**
 * Runs something with an authfile (containers-auth.json(5)) that only we can read and that is gone afterwards. A secret never stands
 * in argv. Without a grant that may be used there is no file, and the tool uses what the machine is signed in with.
 */
async function auth_file_withAuthFile(ports, grants, body) {
    if (usable(grants).length === 0)
        return body(undefined);
    const folder = await ports.files.makeTemporary('auth');
    try {
        const file = `${folder}/auth.json`;
        await ports.files.write(file, renderAuthFile(grants), 0o600);
        return await body(file);
    }
    finally {
        await ports.files.remove(folder);
    }
}
/** The content of an authfile, by host. A token of GitHub is left out where the place is not GitHub's. */
function renderAuthFile(grants) {
    const auths = usable(grants).map(({ location, credential: { username, password } }) => {
        return [location.host, { auth: Buffer.from(`${username}:${password}`).toString('base64') }];
    });
    return JSON.stringify({ auths: Object.fromEntries(auths) });
}
function usable(grants) {
    return grants.filter(({ location, credential }) => guardCredential(location, credential) !== undefined);
}

;// CONCATENATED MODULE: ./packages/registry/build/blob-stream.js





/**
 * Reads a blob as it comes, in constant memory. Where the connection broke it goes on with the bytes that are missing (distribution
 * specification, "Pulling blobs": registries should know ranges), or from the start without what the reader has. The digest is proven when the
 * last byte has been read: whoever reads must not use them before.
 */
function streamBlob(exchange, location, repository, descriptor) {
    const { digest, size } = descriptor;
    const deed = `read the blob ${renderRepository(repository)}@${digest}`;
    const colon = digest.indexOf(':');
    return (0,host_build.pullFrom)(async (give) => {
        const hash = (0,external_node_crypto_.createHash)(digest.slice(0, colon));
        const take = async (bytes) => {
            hash.update(bytes);
            await give(bytes);
        };
        const state = { take, offset: 0 };
        const tooMany = () => {
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, `more bytes came than the ${size} that it has`));
        };
        const response = await exchange.repeat({ deed }, () => {
            const headers = state.offset === 0 ? {} : { range: `bytes=${state.offset}-` };
            const sink = blob_stream_sinkOf(state, descriptor, tooMany);
            return exchange.sendOnce({ method: 'GET', location, path: `blobs/${digest}`, access: 'pull', deed, headers, limit: size + 1, sink });
        });
        if (response.status !== 200 && response.status !== 206)
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const found = `${digest.slice(0, colon)}:${hash.digest('hex')}`;
        if (state.offset === size && found !== digest)
            throw (0,build/* refuse */.TR)(describeMismatch({ ...repository, digest }, digest, found));
        if (state.offset !== size)
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, `${state.offset} bytes came, and not ${size}`));
    });
}
/** What a part belongs to is judged by its head: bytes of another place would be noticed only at the end. */
function blob_stream_sinkOf(state, { size }, tooMany) {
    return ({ status, headers }) => {
        const [, first] = /^bytes (\d+)-/.exec(headers['content-range'] ?? '') ?? [];
        if (status !== 200 && !(status === 206 && Number(first) === state.offset))
            return undefined;
        let skip = status === 200 ? state.offset : 0;
        return async (bytes) => {
            const fresh = bytes.subarray(Math.min(skip, bytes.length));
            skip -= bytes.length - fresh.length;
            if (state.offset + fresh.length > size)
                tooMany();
            if (fresh.length > 0)
                await state.take(fresh);
            state.offset += fresh.length;
        };
    };
}

;// CONCATENATED MODULE: ./packages/registry/build/blobs.js




async function getBlob(exchange, location, repository, descriptor) {
    const deed = `read the blob ${renderRepository(repository)}@${descriptor.digest}`;
    const response = await exchange.send({ method: 'GET', location, path: `blobs/${descriptor.digest}`, access: 'pull', deed, limit: descriptor.size + 1 });
    if (response.status !== 200)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const digest = (0,build/* digestOf */.ol)(response.body);
    if (descriptor.digest.startsWith('sha256:') && digest !== descriptor.digest)
        throw (0,build/* refuse */.TR)(describeMismatch({ ...repository, digest: descriptor.digest }, descriptor.digest, digest));
    return response.body;
}
async function headBlob(exchange, location, repository, digest, access = 'pull') {
    const deed = `look for the blob ${renderRepository(repository)}@${digest}`;
    const response = await exchange.send({ method: 'HEAD', location, path: `blobs/${digest}`, access, deed });
    if (response.status === 200)
        return true;
    if (response.status === 404)
        return false;
    throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
}
/**
 * Pushes a blob that is not there yet (distribution specification, "POST then PUT"). The PUT ends an upload session, so a repeated one
 * would meet a session that is gone: when its answer is lost, the blob is looked for, and sent in a new session only if it is not there.
 */
async function putBlob(exchange, location, repository, bytes, mediaType) {
    const digest = (0,build/* digestOf */.ol)(bytes);
    const reference = { ...repository, digest };
    const deed = `push the blob ${renderRepository(repository)}@${digest}`;
    const there = () => headBlob(exchange, location, repository, digest, 'pull,push');
    const descriptor = { mediaType, digest, size: bytes.length };
    if (await there())
        return descriptor;
    const response = await exchange.repeat({ deed }, async (number) => {
        if (number > 1 && (await there()))
            return { status: 201, headers: {}, body: new Uint8Array() };
        const path = withDigest(await startUpload(exchange, location, deed), digest);
        const headers = { 'content-type': 'application/octet-stream' };
        return judgeUpload(await exchange.sendOnce({ method: 'PUT', location, path, access: 'pull,push', deed, headers, body: bytes }), deed);
    });
    if (response.status < 200 || response.status > 204)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const confirmed = response.headers['docker-content-digest'];
    if (confirmed?.startsWith('sha256:') === true && confirmed !== digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, digest, confirmed));
    return descriptor;
}
/** Opens an upload session and gives the address that ends it. */
async function startUpload(exchange, location, deed) {
    const response = await exchange.send({ method: 'POST', location, path: 'blobs/uploads/', access: 'pull,push', deed });
    if (response.status !== 202)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const base = new URL(`${await exchange.origin(location)}/v2/${location.name}/blobs/uploads/`);
    const given = response.headers['location'] ?? '';
    if (given === '' || !URL.canParse(given, base.href))
        throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer tells no place for the upload'));
    const target = new URL(given, base);
    // A registry that does not know of the TLS in front of it writes http: what was asked for over TLS stays there.
    if (target.hostname === base.hostname && target.protocol !== base.protocol)
        return new URL(`${base.origin}${target.pathname}${target.search}`);
    return target;
}
/** Added as text: parsing the query would write it anew, and it may be signed. */
function withDigest(place, digest) {
    return new URL(`${place.href}${place.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`);
}
/** A session that the registry lost, as one behind a load balancer may, is begun anew like a connection that broke. */
function judgeUpload(response, deed) {
    const lost = response.status === 416 || /^BLOB_UPLOAD_(?:UNKNOWN|INVALID)$/.test(readRegistryError(response.body)?.code ?? '');
    if (lost)
        throw new host_build.HttpFailure('reset', true, `the registry lost the upload (${response.status}) while it had to ${deed}`);
    return response;
}

;// CONCATENATED MODULE: ./packages/registry/build/exchange.js






const exchange_mostRedirects = 5;
/** Sends calls: signs in when asked to, repeats what is transient, follows redirects of reads without carrying the sign-in elsewhere. */
class Exchange {
    ports;
    #options;
    #signIns = new Map();
    #origins = new Map();
    #traits = new Map();
    constructor(ports, options) {
        this.ports = ports;
        this.#options = options;
    }
    get retry() {
        return this.#options.retry ?? host_build.standardRetry;
    }
    /** What this host has shown so far; the caller writes down what it learns. */
    traits({ host }) {
        const known = this.#traits.get(host) ?? {};
        this.#traits.set(host, known);
        return known;
    }
    /** The registry's answer, whatever its status. Rejects with a Refusal when there is none. */
    async send(call) {
        return this.#describe(call, () => this.#signedIn(call, this.retry));
    }
    /** The same with one try only, for what must not be repeated as it is. Rejects with an HttpFailure when there is no answer. */
    sendOnce(call) {
        return this.#signedIn(call, { ...this.retry, tries: 1 });
    }
    /** Repeats a whole deed while its outcome is transient; `attempt` reconciles before a further try. */
    repeat(call, attempt) {
        return this.#describe(call, () => (0,host_build.retryHttp)(this.ports, attempt, this.retry));
    }
    /** `https://host`, or with `http:` where the registry has no TLS and needs none. */
    origin(location) {
        const key = keyOf(location);
        const known = this.#origins.get(key) ?? this.#findOrigin(location);
        this.#origins.set(key, known);
        return known;
    }
    async #describe(call, send) {
        try {
            return await send();
        }
        catch (error) {
            if (error instanceof host_build.HttpFailure)
                throw (0,build/* refuse */.TR)(describeFailure(error, call.deed), { cause: error });
            throw error;
        }
    }
    async #signedIn(call, policy) {
        const response = await this.#once(call, policy);
        const again = response.status === 401 && this.#signIn(call.location).learn(response, call.location.name, call.access);
        return again ? this.#once(call, policy) : response;
    }
    async #once(call, policy) {
        const { name } = call.location;
        const origin = await this.origin(call.location);
        const url = typeof call.path === 'string' ? `${origin}/v2/${name}/${call.path}` : call.path.href;
        // An upload may go to a storage of another host, which has its own sign-in in the address.
        const ours = new URL(url).origin === new URL(origin).origin;
        const authorization = ours ? await this.#signIn(call.location).header(name, call.access) : undefined;
        const headers = { ...call.headers, ...(authorization === undefined ? {} : { authorization }) };
        const response = await this.#request({ method: call.method, url, headers, ...optional(call) }, policy);
        return call.method === 'GET' || call.method === 'HEAD' ? this.#follow(call, url, headers, response, policy) : response;
    }
    async #follow(call, start, sent, first, policy) {
        let response = first;
        let from = start;
        let headers = sent;
        for (let count = 0; count < exchange_mostRedirects && isRedirect(response); count += 1) {
            const target = new URL(response.headers['location'] ?? '', from);
            if (target.origin !== new URL(from).origin)
                headers = withoutAuthorization(headers);
            from = target.href;
            response = await this.#request({ method: call.method, url: from, headers, ...optional(call) }, policy);
        }
        return response;
    }
    #request(request, policy) {
        const deadline = this.#options.deadline ?? 60_000;
        return (0,host_build.retryHttp)(this.ports, () => this.ports.http.request({ ...request, deadline }), policy);
    }
    #signIn(location) {
        const key = keyOf(location);
        const known = this.#signIns.get(key) ?? new SignIn(this.ports, location.host, token_guard_guardAloud(this.ports.log, location, this.#options.credential));
        this.#signIns.set(key, known);
        return known;
    }
    /** An insecure registry may have TLS all the same: it is tried first, except on this machine. A password never goes out in the clear. */
    async #findOrigin(location) {
        const { host, insecure } = location;
        // Docker Hub's API has a host of its own.
        const address = host === 'docker.io' ? 'registry-1.docker.io' : host;
        if (isLoopbackRegistry(host))
            return `http://${address}`;
        if (!insecure)
            return `https://${address}`;
        try {
            await this.ports.http.request({ method: 'GET', url: `https://${address}/v2/`, deadline: 10_000 });
            return `https://${address}`;
        }
        catch (error) {
            if (!(error instanceof host_build.HttpFailure))
                throw error;
            if (token_guard_guardAloud(this.ports.log, location, this.#options.credential) === undefined)
                return `http://${address}`;
            const cure = 'Give the registry TLS, or use it without a token';
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_PLAIN', message: `${host} has no usable TLS, and a token must not be sent without it`, cure }, { cause: error });
        }
    }
}
/** Two names may be mapped to one host and only one of them be GitHub's: they share no sign-in. */
function keyOf({ host, github }) {
    return `${host} ${github}`;
}
function optional({ body, limit, sink }) {
    return { ...(body === undefined ? {} : { body }), ...(limit === undefined ? {} : { limit }), ...(sink === undefined ? {} : { sink }) };
}
function isRedirect({ status, headers }) {
    return [301, 302, 303, 307, 308].includes(status) && headers['location'] !== undefined;
}
function withoutAuthorization(headers) {
    return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/error.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
function getLineColFromPtr(string, ptr) {
    let lines = string.slice(0, ptr).split(/\r?\n/);
    return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
    let lines = string.split(/\r?\n/);
    let codeblock = '';
    let numberLen = (Math.log10(line + 1) | 0) + 1;
    for (let i = line - 1; i <= line + 1; i++) {
        let l = lines[i - 1];
        if (!l)
            continue;
        codeblock += i.toString().padEnd(numberLen, ' ');
        codeblock += ':  ';
        codeblock += l;
        codeblock += '\n';
        if (i === line) {
            codeblock += ' '.repeat(numberLen + column + 2);
            codeblock += '^\n';
        }
    }
    return codeblock;
}
class TomlError extends Error {
    line;
    column;
    codeblock;
    constructor(message, options) {
        const [line, column] = getLineColFromPtr(options.toml, options.ptr);
        const codeblock = makeCodeBlock(options.toml, line, column);
        super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
        this.line = line;
        this.column = column;
        this.codeblock = codeblock;
    }
    /** @internal */
    static x(message, ctx, ptr) {
        throw new TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/primitive.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function parseString(ctx) {
    let startPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p++);
    let first = c;
    let isLiteral = c === 0x27; /* ' */
    let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
    if (isMultiline) {
        // Trim initial newline
        if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 0xa /* \n */)
            ctx.p++;
        else if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)
            ctx.p += 2;
    }
    // For the record: it is not worth it to use a fast-path for literal strings using `indexOf`.
    // Doing a char-by-char iteration ends up dispatching less instructions, for the same wall-clock runtime.
    let parsed = '';
    let sliceStart = ctx.p;
    // states:
    //   0 - decoding
    //   1 - decoding escape
    //   2 - whitespace escape (no newline encountered yet, must fail on non-whitespace)
    //   3 - whitespace escape (newline encountered, allowed to transition back to normal decode)
    let state = 0;
    for (; ctx.p < ctx.s.length; ctx.p++) {
        c = ctx.s.charCodeAt(ctx.p);
        // Deal with newlines first, since that simplifies control character checking and handling across all states
        if (isMultiline && (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */))) {
            state = state && 3;
        }
        // Control characters are banned in TOML, so we throw an error if we encounter them
        else if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in strings', ctx);
        }
        // The string might terminate while we're parsing through a newline escape.
        // It must have encountered a newline; otherwise, it'll simply fail in another branch.
        else if ((!state || state === 3) && c === first && (!isMultiline || (ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first))) {
            if (isMultiline) {
                // If the string ends with 4-5 quotes, then the first 1-2 are part of the string
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
            }
            // If we're in a newline escape still, then there's nothing to add.
            if (!state) {
                // Avoid a useless concat operation if the string can be used as-is.
                let s = ctx.s.slice(sliceStart, ctx.p);
                parsed = parsed ? parsed + s : s;
            }
            ctx.p += isMultiline ? 3 : 1;
            return parsed;
        }
        // Baseline state; keep moving forward unless an escape sequence starts
        else if (!state) {
            if (!isLiteral && c === 0x5c /* \ */) {
                parsed += ctx.s.slice(sliceStart, (sliceStart = ctx.p));
                state = 1;
            }
        }
        else if (state === 1) {
            if (c === 0x78 /* x */ || c === 0x75 /* u */ || c === 0x55 /* U */) { // Unicode escape
                let errPtr = ctx.p++ - 1;
                let value = 0;
                let len = c === 0x78 /* x */ ? 2 : c === 0x75 /* u */ ? 4 : 8;
                for (let j = 0; j < len; j++, ctx.p++) {
                    let hex = ctx.s.charCodeAt(ctx.p);
                    let digit = 
                    /* 0-9 */ hex >= 0x30 && hex <= 0x39 ? hex - 0x30 :
                        /* A-F */ hex >= 0x41 && hex <= 0x46 ? hex - 0x41 + 10 :
                            /* a-f */ hex >= 0x61 && hex <= 0x66 ? hex - 0x61 + 10 : -1;
                    if (digit < 0)
                        TomlError.x('invalid non-hex character in unicode escape', ctx);
                    value = (value << 4) | digit;
                }
                // Because JS does bitwise on signed 32bit integers, all 0xfzzzzzzz values are actually seen as negative
                if (value < 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
                    TomlError.x('invalid unicode escape', ctx, errPtr);
                }
                parsed += String.fromCodePoint(value);
                sliceStart = ctx.p--;
                state = 0;
            }
            // Newline escape sequence. We only need to care about spaces and tabs; newlines are dealt with earlier
            else if (isMultiline && (c === 0x20 || c === 0x9 /* \t */)) {
                state = 2;
            }
            // Basic escape sequence
            else {
                if (c === 0x62 /* b */)
                    parsed += '\b';
                else if (c === 0x74 /* t */)
                    parsed += '\t';
                else if (c === 0x6e /* n */)
                    parsed += '\n';
                else if (c === 0x66 /* f */)
                    parsed += '\f';
                else if (c === 0x72 /* r */)
                    parsed += '\r';
                else if (c === 0x65 /* e */)
                    parsed += '\x1b';
                else if (c === 0x22 /* " */)
                    parsed += '"';
                else if (c === 0x5c /* \ */)
                    parsed += '\\';
                else
                    TomlError.x('unrecognised escape sequence', ctx);
                sliceStart = ctx.p + 1;
                state = 0;
            }
        }
        // Newline escape continuation: keep moving forward until the first non-whitespace char
        else if (c !== 0x20 && c !== 0x9 /* \t */) {
            if (state === 2)
                TomlError.x('invalid escape: only line-ending whitespace may be escaped', ctx, sliceStart);
            // State cannot be zero, or we'd have branched earlier already.
            // If it's a backslash, immediately transition to the escape state so it can be processed.
            state = !isLiteral && c === 0x5c /* \ */ ? 1 : 0;
            sliceStart = ctx.p;
        }
    }
    TomlError.x('unfinished string', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/date.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
class TomlDate extends Date {
    #hasDate = false;
    #hasTime = false;
    #offset = null;
    constructor(date, fasttype, unsafeDelim) {
        let hasDate = true;
        let hasTime = true;
        let offset = 'Z';
        let c;
        if (typeof date === 'string') {
            if (fasttype)
                prep: {
                    // Date-time
                    if (fasttype < 3) {
                        if (+date.slice(11, 13) > 23) {
                            date = '';
                            break prep;
                        }
                        // Local
                        if (fasttype === 2) {
                            offset = null;
                            date += 'Z';
                        }
                        // Offset; keep track of offset if not Z
                        else if ((c = date.charCodeAt(date.length - 1)) !== 0x5a /* Z */ && c !== 0x7a /* z */) {
                            offset = date.slice(date.length - 6);
                        }
                        if (unsafeDelim)
                            date = date.slice(0, 10) + 'T' + date.slice(11);
                    }
                    // Time
                    else if (fasttype === 4) {
                        date = +date.slice(0, 2) > 23 ? '' : `0000-01-01T${date}Z`;
                    }
                    hasDate = fasttype !== 4;
                    hasTime = fasttype !== 3;
                }
            else {
                let match = date.match(DATE_TIME_RE);
                if (match) {
                    if (!match[1]) {
                        hasDate = false;
                        date = `0000-01-01T${date}`;
                    }
                    hasTime = !!match[2];
                    // Make sure to use T instead of a space. Breaks in case of extreme values otherwise.
                    hasTime && date[10] === ' ' && (date = date.replace(' ', 'T'));
                    // Do not allow rollover hours.
                    if (match[2] && +match[2] > 23) {
                        date = '';
                    }
                    else {
                        offset = match[3] || null;
                        if (!offset && hasTime)
                            date += 'Z';
                    }
                }
                else {
                    date = '';
                }
            }
        }
        super(date);
        if (!isNaN(this.getTime())) {
            this.#hasDate = hasDate;
            this.#hasTime = hasTime;
            this.#offset = offset;
        }
    }
    isDateTime() {
        return this.#hasDate && this.#hasTime;
    }
    isLocal() {
        return !this.#hasDate || !this.#hasTime || !this.#offset;
    }
    isDate() {
        return this.#hasDate && !this.#hasTime;
    }
    isTime() {
        return this.#hasTime && !this.#hasDate;
    }
    isValid() {
        return this.#hasDate || this.#hasTime;
    }
    toISOString() {
        let iso = super.toISOString();
        // Local Date
        if (this.isDate())
            return iso.slice(0, 10);
        // Local Time
        if (this.isTime())
            return iso.slice(11, 23);
        // Local DateTime
        if (this.#offset === null)
            return iso.slice(0, -1);
        // Offset DateTime
        if (this.#offset === 'Z' || this.#offset === 'z')
            return iso;
        // This part is quite annoying: JS strips the original timezone from the ISO string representation
        // Instead of using a "modified" date and "Z", we restore the representation "as authored"
        let offset = (+(this.#offset.slice(1, 3)) * 60) + +(this.#offset.slice(4, 6));
        offset = this.#offset[0] === '-' ? offset : -offset;
        let offsetDate = new Date(this.getTime() - (offset * 60e3));
        return offsetDate.toISOString().slice(0, -1) + this.#offset;
    }
    static wrapAsOffsetDateTime(jsDate, offset = 'Z') {
        let date = new TomlDate(jsDate);
        date.#offset = offset;
        return date;
    }
    static wrapAsLocalDateTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#offset = null;
        return date;
    }
    static wrapAsLocalDate(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasTime = false;
        date.#offset = null;
        return date;
    }
    static wrapAsLocalTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasDate = false;
        date.#offset = null;
        return date;
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/extract.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function isDigit(char, base = 10) {
    return base === 16
        ? (char > 0x2f && char < 0x3a) || (char > 0x40 && char < 0x47) || (char > 0x60 && char < 0x67)
        : (char > 0x2f && char < 0x30 + base);
}
function isEndOfValue(char, delim) {
    // Whitespace -- we're permissive on `\r` for performance; it'll be dealt with later anyway
    return char === 0x20 || char === 0x9 /* \t */ || char === 0xa /* \n */ || char === 0xd /* \r */ ||
        // Structure end or next value delimiter
        (delim && (char === delim || char === 0x2c /* , */)) ||
        // Comment
        char === 0x23; /* # */
}
/** @internal */
function extractValue(ctx, end) {
    let errPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p);
    // Structs
    if (c === 0x5b /* [ */ || c === 0x7b /* { */) {
        ctx.d-- || TomlError.x('document contains excessively nested structures. aborting.', ctx);
        let value = c === 0x5b /* [ */
            ? parseArray(ctx)
            : parseInlineTable(ctx);
        ctx.d++;
        return value;
    }
    // Strings
    if (c === 0x22 /* " */ || c === 0x27 /* ' */) {
        return parseString(ctx);
    }
    // Booleans
    // We can fast-path because the first character is enough to know the only possible value
    if (c === 0x74 /* t */) { // Only possible valid value is `true`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x72 || ctx.s.charCodeAt(++ctx.p) !== 0x75 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, true;
    }
    if (c === 0x66 /* f */) { // Only possible valid value is `false`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6c || ctx.s.charCodeAt(++ctx.p) !== 0x73 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, false;
    }
    if (c === 0x2b /* + */ || c === 0x2d /* - */) {
        return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 0x2c - c, end);
    }
    // Rough heuristic, but `parseDate` falls back to number parsing if it's a false positive.
    // e.g.: `a = 1\n-------------- = 1` would match this heuristic, but gracefully fallback to numbers.
    if (ctx.s.charCodeAt(ctx.p + 4) === 0x2d /* - */ && ctx.s.charCodeAt(ctx.p + 7) === 0x2d /* - */) {
        return parseDate(ctx, c, end);
    }
    // Same logic as above; `parseTime` falls back to number parsing if it's a false positive.
    if (ctx.s.charCodeAt(ctx.p + 2) === 0x3a /* : */) {
        return parseTime(ctx, c, end);
    }
    return parseNumber(ctx, ctx.p, c, 0, end);
}
// State:
// 0: init
// 1: integer
// 2: fractional dot
// 3: fractional
// 4: exponent letter
// 5: exponent
// 6: exponent sign
// 7: exponent with sign
// >9: underscore; see below
//     -> 12: was integer
//     -> 14: was fractional
//     -> 16: was exponent
// states 2-5, 14, 16 are ONLY permitted iif base === 10
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
    let c = startChr;
    let state = 0;
    let hasUnderscores = false;
    // (+/-)inf
    if (c === 0x69 /* i */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x6e || ctx.s.charCodeAt(++ctx.p) !== 0x66)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, (sign || 1) / 0;
    }
    // (+/-)nan
    if (c === 0x6e /* n */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6e)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, NaN;
    }
    // Leading zero
    // Only allowed cases: `0<EOV>`, `0.(...)`, `0e(...)`, `0x(...)`, `0b(...)`, `0o(...)`
    // FWIW, `0e(...)` is a stupid case, but it's not banned per-se so we have to parse it
    if (c === 0x30 /* 0 */) {
        if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
            return ctx.bi === true ? 0n : 0; // note: conveniently deals with `-0`
        if (!sign) {
            if (c === 0x78 /* x */)
                return parseIntegerBaseN(ctx, startPtr, 16, endChr);
            else if (c === 0x62 /* b */)
                return parseIntegerBaseN(ctx, startPtr, 2, endChr);
            else if (c === 0x6f /* o */)
                return parseIntegerBaseN(ctx, startPtr, 8, endChr);
        }
        if (c === 0x2e /* . */)
            state = 2;
        else if (c === 0x65 /* e */ || c === 0x45 /* E */)
            state = 4;
        else
            TomlError.x('illegal leading zero', ctx, startPtr);
    }
    // If the 1st char is not a digit by now, then it's not a valid TOML value at all
    else if (!isDigit(c))
        TomlError.x('invalid value', ctx, startPtr);
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (!state)
            state = 1; // Detects single-digit numbers we can use a fast parse path for
        // The way the states are numbered is not random: underscores are always permitted in odd-numbered states and
        // never permitted in even-numbered ones.
        if (c === 0x5f /* _ */) {
            if (!(state & 1))
                TomlError.x('illegal underscore', ctx);
            state += 11; // 11 is a marker that makes the state even and greater than 9; see the numbering + rationale above
            hasUnderscores = true;
        }
        // Transition to fractional part.
        else if (state === 1 && c === 0x2e /* . */)
            state = 2;
        // Transition to exponent part.
        else if ((state === 1 || state === 3) && (c === 0x65 /* e */ || c === 0x45 /* E */))
            state = 4;
        // + and - are permitted in state 4 only (handled before entering the function for state 0)
        else if (state === 4 && (c === 0x2b /* + */ || c === 0x2d /* - */)) {
            state = 6;
        }
        // All special cases have been handled; only digits are allowed here
        else if (!isDigit(c))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear state flags
        else if (state > 9)
            state -= 11;
        else if (!(state & 1))
            state++;
    }
    // Single-char number; we can fast-path these very easily.
    if (!state) {
        let val = (startChr - 0x30 /* 0 */) * (sign || 1);
        return ctx.bi === true ? BigInt(val) : val;
    }
    // Even-numbered states absolutely require a digit next; not even end of value is permitted
    if (!(state & 1))
        TomlError.x('unfinished numeric value', ctx, startPtr);
    let str = ctx.s.slice(startPtr, ctx.p);
    if (hasUnderscores)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return state > 1
        ? parseFloat(str)
        : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
    let c, underscore = 1;
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (c === 0x5f /* _ */) {
            if (underscore & 1)
                TomlError.x('illegal underscore', ctx);
            underscore = 3;
        }
        // We only need to check if the number is a valid digit, nothing else is permitted
        else if (!isDigit(c, base))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear underscore flag
        else if (underscore & 1)
            underscore--;
    }
    // Trailing underscore is not allowed
    if (underscore & 1)
        TomlError.x('unfinished numeric value', ctx);
    let str = ctx.s.slice(startPtr + 2, ctx.p);
    if (underscore)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
    if (ctx.bi !== true)
        int: {
            let val = parseInt(str, base);
            if (!Number.isSafeInteger(val)) {
                if (ctx.bi)
                    break int;
                TomlError.x('integer value cannot be represented losslessly', ctx, startPtr);
            }
            return val;
        }
    return base === 10 ? BigInt(str) : BigInt((base === 2 ? '0b' : base === 8 ? '0o' : '0x') + str);
}
function parseDate(ctx, c, endChr) {
    let startPtr = ctx.p++, unsafeSeparator;
    if (!isDigit(c) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++))) {
        return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
    }
    ctx.p += 5;
    if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
        TomlError.x('invalid date-time: date part is malformed', ctx, startPtr);
    if (ctx.p >= ctx.s.length || (((c = ctx.s.charCodeAt(ctx.p)) !== 0x20 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 0x54 /* T */ && c !== 0x74 /* t */)) {
        let t = ctx.s.slice(startPtr, ctx.p);
        return readDate(ctx, t, 3, false, startPtr);
    }
    if (ctx.s.charCodeAt(ctx.p += 3) !== 0x3a /* : */)
        TomlError.x('invalid date-time: time part is malformed', ctx, startPtr);
    if (ctx.s.charCodeAt(ctx.p += 3) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    if (c = ctx.s.charCodeAt(ctx.p)) {
        if (c === 0x5a /* Z */ || c === 0x7a /* z */) {
            let t = ctx.s.slice(startPtr, ++ctx.p);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, '[+00:00]');
        }
        if (c === 0x2b /* + */ || c === 0x2d /* - */) {
            // Temporal's ZonedDateTime is weird asf when it comes to dealing with traditional offsets...
            // It's 1.2x faster to allocate a new string to pass to ZDT than use Instant.toZonedDateTimeISO
            let t = ctx.s.slice(startPtr, ctx.p += 6);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, !ctx.ld && ('[' + ctx.s.slice(ctx.p - 6, ctx.p) + ']'));
        }
    }
    let t = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
    let start = ctx.p;
    if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
        return parseNumber(ctx, --ctx.p, c, 0, endChr);
    }
    if (ctx.s.charCodeAt(ctx.p += 4) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    let t = ctx.s.slice(start, ctx.p);
    return readDate(ctx, t, 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
    if (ctx.ld) {
        let date = new TomlDate(str, type, unsafeDelim);
        if (!date.isValid())
            TomlError.x('invalid date', ctx, errPtr);
        return date;
    }
    try {
        if (temporalSuffix)
            str += temporalSuffix;
        switch (type) {
            case 1: return Temporal.ZonedDateTime.from(str);
            case 2: return Temporal.PlainDateTime.from(str);
            case 3: return Temporal.PlainDate.from(str);
            case 4: return Temporal.PlainTime.from(str);
        }
    }
    catch (e) {
        TomlError.x(e instanceof Error ? e.message : '' + e, ctx, errPtr);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/util.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function skipComment(ctx) {
    for (; ctx.p < ctx.s.length; ctx.p++) {
        let c = ctx.s.charCodeAt(ctx.p);
        if (c === 0xa /* \n */)
            break;
        if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */) {
            ctx.p++;
            break;
        }
        if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in comments', ctx);
        }
    }
}
/** @internal */
function skipVoid(ctx, banNewLines, banComments) {
    let c;
    while (ctx.p < ctx.s.length) {
        while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 0x20 ||
            c === 0x9 /* \t */ ||
            (!banNewLines &&
                (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)))))
            ctx.p++;
        if (banComments || c !== 0x23 /* # */)
            break;
        skipComment(ctx);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/struct.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




/** @internal */
function parseKey(ctx, end = 0x3d /* = */) {
    // States:
    // 0: before first char
    // 1: parsing bare key
    // 2: after key component
    let startPtr;
    let state = 0;
    let parsed = [];
    let sliceStart;
    let c = ctx.s.charCodeAt(startPtr = ctx.p);
    do {
        // End of key
        if (c === end) {
            if (!state)
                TomlError.x('unexpected end of key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            return ctx.p++, parsed;
        }
        // Dotted key separator
        else if (c === 0x2e /* . */) {
            if (!state)
                TomlError.x('illegal empty bare key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            state = 0;
        }
        // Quoted key
        else if (!state && (c === 0x22 /* " */ || c === 0x27 /* ' */)) {
            if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
                TomlError.x('illegal quoted key: multiline strings are not allowed', ctx);
            parsed.push(parseString(ctx));
            state = 2;
            ctx.p--;
        }
        // Whitespace; no-op in state 0 and 2, end of bare key in state 1
        else if (c === 0x20 || c === 0x9 /* \t */) {
            if (state === 1) {
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
                state = 2;
            }
        }
        // If state is post-key, no character is allowed; otherwise ensure it's a bare-key component
        else if (state === 2 || (c < 0x30 && c !== 0x2d /* - */) || (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61 && c !== 0x5f /* _ */) || c > 0x7a) {
            TomlError.x('illegal character in key', ctx);
        }
        // Illegal character
        else if (!state) {
            state = 1;
            sliceStart = ctx.p;
        }
    } while (c = ctx.s.charCodeAt(++ctx.p));
    TomlError.x('incomplete key-value: cannot find end of key', ctx, startPtr);
}
/** @internal */
function parseInlineTable(ctx) {
    let startPtr = ctx.p++;
    let res = Object.create(null);
    let seen = new Set();
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x7d /* } */) {
            ctx.p++;
            return res;
        }
        let k;
        let t = res;
        let hasOwn = false;
        let errPtr = ctx.p;
        let key = parseKey(ctx);
        for (let i = 0; i < key.length; i++) {
            if (i)
                t = hasOwn ? t[k] : (t[k] = Object.create(null));
            k = key[i];
            if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== 'object' || seen.has(t[k]))) {
                TomlError.x('trying to redefine an already defined value', ctx, errPtr);
            }
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor')) {
                t = ctx.uk !== 1 && TomlError.x('document contains an unsafe property', ctx, errPtr);
                break;
            }
            if (!hasOwn && unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
            }
        }
        if (hasOwn) {
            TomlError.x('trying to redefine an already defined value', ctx, errPtr);
        }
        skipVoid(ctx, true, true);
        let value = extractValue(ctx, 0x7d /* } */);
        if (t && typeof (t[k] = value) === 'object')
            seen.add(value);
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x7d /* } */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished table', ctx, startPtr);
}
/** @internal */
function parseArray(ctx) {
    let startPtr = ctx.p++;
    let res = [];
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x5d /* ] */) {
            ctx.p++;
            return res;
        }
        res.push(extractValue(ctx, 0x5d /* ] */));
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x5d /* ] */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished array', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/parse.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function peekTable(ctx, key, table, meta, type) {
    let t = table;
    let m = meta;
    let k;
    let hasOwn = false;
    let state;
    for (let i = 0; i < key.length; i++) {
        if (i) {
            t = hasOwn ? t[k] : (t[k] = Object.create(null));
            m = (state = m[k]).c;
            if (type === 0 /* Type.DOTTED */ && (state.t === 1 /* Type.EXPLICIT */ || state.t === 2 /* Type.ARRAY */)) {
                return null;
            }
            if (state.t === 2 /* Type.ARRAY */) {
                let l = t.length - 1;
                t = t[l];
                m = m[l].c;
            }
        }
        k = key[i];
        if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 /* Type.DOTTED */ && m[k]?.d) {
            return null;
        }
        if (!hasOwn) {
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor'))
                return false;
            if (unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
                Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
            }
            m[k] = {
                t: i < key.length - 1 && type === 2 /* Type.ARRAY */
                    ? 3 /* Type.ARRAY_DOTTED */ : type,
                d: false,
                i: 0,
                c: Object.create(null),
            };
        }
    }
    state = m[k];
    if (state.t !== type && !(type === 1 /* Type.EXPLICIT */ && state.t === 3 /* Type.ARRAY_DOTTED */)) {
        // Bad key type!
        return null;
    }
    if (type === 2 /* Type.ARRAY */) {
        if (!state.d) {
            state.d = true;
            t[k] = [];
        }
        t[k].push(t = Object.create(null));
        state.c[state.i++] = (state = { t: 1 /* Type.EXPLICIT */, d: false, i: 0, c: Object.create(null) });
    }
    if (state.d) {
        // Redefining a table!
        return null;
    }
    state.d = true;
    if (type === 1 /* Type.EXPLICIT */) {
        t = hasOwn ? t[k] : (t[k] = Object.create(null));
    }
    else if (type === 0 /* Type.DOTTED */ && hasOwn) {
        return null;
    }
    return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
    if (peek === null || ctx.uk === 2)
        TomlError.x(peek === null
            ? 'trying to redefine an already defined table or value'
            : 'document contains an unsafe property', ctx, ptr);
}
function parse_parse(toml, options = {}) {
    let ctx = {
        s: toml,
        p: 0,
        d: options.maxDepth ?? 1000,
        bi: options.integersAsBigInt ?? false,
        ld: options.useLegacyDate ?? true,
        uk: options.unsafeKeyBehaviour === 'throw' ? 2 : options.unsafeKeyBehaviour === 'drop' ? 1 : 0,
    };
    let res = Object.create(null);
    let meta = Object.create(null);
    let tmp;
    let skipping = false;
    let tbl = res;
    let m = meta;
    // BOM is allowed, skip.
    // JS is UTF-16, so we have to check for the UTF-16 BOM instead of the UTF-8 BOM sequence!
    if (toml.charCodeAt(0) === 0xfeff)
        ctx.p++;
    skipVoid(ctx);
    while (ctx.p < toml.length) {
        if (toml.charCodeAt(ctx.p) === 0x5b /* [ */) {
            let isTableArray = toml.charCodeAt(++ctx.p) === 0x5b; /* [ */
            tmp = ctx.p += +isTableArray;
            skipping = false;
            let k = parseKey(ctx, 0x5d /* ] */);
            if (isTableArray) {
                if (toml.charCodeAt(ctx.p) !== 0x5d /* ] */) {
                    TomlError.x('expected end of table array declaration', ctx);
                }
                ctx.p++;
            }
            let p = peekTable(ctx, k, res, meta, isTableArray ? 2 /* Type.ARRAY */ : 1 /* Type.EXPLICIT */);
            if (!p) {
                validateTablePeek(ctx, p, tmp);
                skipping = true;
            }
            else {
                m = p[2];
                tbl = p[1];
            }
        }
        else {
            tmp = ctx.p;
            let k = parseKey(ctx);
            let p = peekTable(ctx, k, tbl, m, 0 /* Type.DOTTED */);
            if (!p && !skipping)
                validateTablePeek(ctx, p, tmp);
            skipVoid(ctx, true, true);
            let v = extractValue(ctx, void 0);
            if (p && !skipping)
                p[1][p[0]] = v;
        }
        skipVoid(ctx, true);
        if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 0xa /* \n */ && (tmp !== 0xd /* \r */ || toml.charCodeAt(ctx.p + 1) !== 0xa /* \n */)) {
            TomlError.x('each key-value declaration must be followed by an end-of-line', ctx);
        }
        skipVoid(ctx);
    }
    return res;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/stringify.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let BARE_KEY = /^[a-z0-9-_]+$/i;
let HAS_WELLFORMED = !!(''.isWellFormed);
function extendedTypeOf(obj) {
    let type = typeof obj;
    if (type === 'object') {
        if (Array.isArray(obj))
            return 'array';
        if (typeof obj.getUTCDate === 'function' && obj instanceof Date)
            return 'date';
        if (globalThis.Temporal) {
            if (obj.until) {
                if (obj instanceof Temporal.ZonedDateTime)
                    return 'temporal/tz+uc';
                if (obj instanceof Temporal.PlainDateTime || obj instanceof Temporal.PlainDate)
                    return 'temporal/uc';
                if (obj instanceof Temporal.PlainTime || obj instanceof Temporal.Instant)
                    return 'temporal';
                if (obj instanceof Temporal.PlainYearMonth)
                    return 'temporal/x';
            }
            else if ((obj.toPlainDate && obj instanceof Temporal.PlainMonthDay) ||
                (obj.negated && obj instanceof Temporal.Duration)) {
                return 'temporal/x';
            }
        }
    }
    return type;
}
function isArrayOfTables(obj) {
    for (let i = 0; i < obj.length; i++) {
        if (extendedTypeOf(obj[i]) !== 'object')
            return false;
    }
    return obj.length != 0;
}
function formatWellFormedStringUnchecked(s) {
    return JSON.stringify(s).replaceAll('\x7f', '\\u007f');
}
function formatString(s) {
    return formatWellFormedStringUnchecked(HAS_WELLFORMED ? s.toWellFormed() : s);
}
function formatKey(s) {
    if (BARE_KEY.test(s))
        return s;
    if (HAS_WELLFORMED && !s.isWellFormed())
        throw new RangeError('key contains illegal lone surrogates');
    return formatWellFormedStringUnchecked(s);
}
function stringifyValue(val, type, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    switch (type) {
        // @ts-expect-error -- intentional fallthrough case
        case 'number':
            if (isNaN(val))
                return 'nan';
            if (val === Infinity)
                return 'inf';
            if (val === -Infinity)
                return '-inf';
            if (Number.isInteger(val) && (numberAsFloat || !Number.isSafeInteger(val)))
                return val.toFixed(1);
        case 'bigint':
        case 'boolean':
        case 'temporal':
            return val.toString();
        case 'string':
            return formatString(val);
        case 'date':
            if (isNaN(val.getTime()))
                throw new TypeError('cannot serialize invalid date');
            return val.toISOString();
        case 'object':
            return stringifyInlineTable(val, depth, numberAsFloat, strictTemporal);
        case 'array':
            return stringifyArray(val, depth, numberAsFloat, strictTemporal);
        // @ts-expect-error -- intentional fallthrough case
        case 'temporal/tz+uc':
            if (strictTemporal) {
                let tz = val.timeZoneId;
                let tzc = tz.charCodeAt(0);
                if (
                // Classic offset
                tzc !== 0x2b /* + */ && tzc !== 0x2d /* - */ &&
                    (
                    // Fast pre-check pass; see below for the actually accepted values
                    (tzc !== 0x55 /* U */ && tzc !== 0x47 /* G */ && tzc !== 0x5a /* Z */ && tzc !== 0x45 /* E */) ||
                        (
                        // UTC and its aliases; Temporal implementations don't all canonicalise unfortunately
                        tz !== 'UTC' && tz !== 'UCT' && tz !== 'Universal' && tz !== 'Zulu' &&
                            // GMT is a TZ but it's for all intents and purposes equivalent to UTC. Safe to downgrade.
                            !tz.startsWith('GMT') && tz !== 'Greenwich' &&
                            // Etc/* are all safe to downgrade to offset (either UTC, GMT, or offset)
                            !tz.startsWith('Etc/')))) {
                    throw new TypeError('Temporal objects with an IANA timezone are not allowed in Temporal strict mode');
                }
            }
        case 'temporal/uc':
            if (strictTemporal && val.calendarId !== 'iso8601')
                throw new TypeError('Temporal objects with a non-default calendar are not allowed in Temporal strict mode');
            return val.toString({
                calendarName: 'never',
                timeZoneName: 'never',
            });
        case 'temporal/x':
            throw new TypeError('Unsupported ' + val[Symbol.toStringTag]);
    }
}
function stringifyInlineTable(obj, depth, numberAsFloat, strictTemporal) {
    let keys = Object.keys(obj);
    if (keys.length === 0)
        return '{}';
    let res = '{ ';
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (i)
            res += ', ';
        res += formatKey(k) + ' = ' + stringifyValue(obj[k], extendedTypeOf(obj[k]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' }';
}
function stringifyArray(array, depth, numberAsFloat, strictTemporal) {
    if (array.length === 0)
        return '[]';
    let res = '[ ';
    for (let i = 0; i < array.length; i++) {
        if (i)
            res += ', ';
        if (array[i] === null || array[i] === void 0) {
            throw new TypeError('arrays cannot contain null or undefined values');
        }
        res += stringifyValue(array[i], extendedTypeOf(array[i]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' ]';
}
function stringifyArrayTable(array, key, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let res = '';
    for (let i = 0; i < array.length; i++) {
        res += `${res && '\n'}[[${key}]]\n`;
        res += stringifyTable(0, array[i], key, depth, numberAsFloat, strictTemporal);
    }
    return res;
}
function stringifyTable(tableKey, obj, prefix, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let preamble = '';
    let tables = '';
    let keys = Object.keys(obj);
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (obj[k] !== null && obj[k] !== void 0) {
            let type = extendedTypeOf(obj[k]);
            if (type === 'symbol' || type === 'function') {
                throw new TypeError(`cannot serialize values of type '${type}'`);
            }
            let key = formatKey(k);
            if (type === 'array' && isArrayOfTables(obj[k])) {
                tables += (tables && '\n') + stringifyArrayTable(obj[k], prefix ? `${prefix}.${key}` : key, depth - 1, numberAsFloat, strictTemporal);
            }
            else if (type === 'object') {
                let tblKey = prefix ? `${prefix}.${key}` : key;
                tables += (tables && '\n') + stringifyTable(tblKey, obj[k], tblKey, depth - 1, numberAsFloat, strictTemporal);
            }
            else {
                preamble += key;
                preamble += ' = ';
                preamble += stringifyValue(obj[k], type, depth, numberAsFloat, strictTemporal);
                preamble += '\n';
            }
        }
    }
    if (tableKey && (preamble || !tables)) // Create table only if necessary
        preamble = preamble ? `[${tableKey}]\n${preamble}` : `[${tableKey}]`;
    return preamble && tables
        ? `${preamble}\n${tables}`
        : preamble || tables;
}
function stringify(obj, { maxDepth = 1000, numbersAsFloat = false, strictTemporal = false } = {}) {
    if (extendedTypeOf(obj) !== 'object') {
        throw new TypeError('stringify can only be called with an object');
    }
    let str = stringifyTable(0, obj, '', maxDepth, numbersAsFloat, strictTemporal);
    if (str[str.length - 1] !== '\n')
        return str + '\n';
    return str;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/index.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */





/** @deprecated use `import * as ... from 'smol-toml'` instead */
/* harmony default export */ const dist = ({ parse: parse_parse, stringify: stringify, TomlDate: TomlDate, TomlError: TomlError });

;// CONCATENATED MODULE: ./packages/registry/build/location.js




/**
 * Reads version 2 of containers-registries.conf(5). Only the `[[registry]]` tables matter here; short names are never guessed, so
 * `unqualified-search-registries` has no meaning.
 */
function parseRegistriesConf(text, file = 'registries.conf') {
    let document;
    try {
        document = parse_parse(text);
    }
    catch (cause) {
        return { ok: false, error: [location_bad(file, `is no TOML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`)] };
    }
    if (document['registries'] !== undefined)
        return { ok: false, error: [location_bad(file, 'is written in the old version 1, with [registries.…] tables')] };
    const tables = document['registry'] ?? [];
    if (!Array.isArray(tables))
        return { ok: false, error: [location_bad(file, 'has a "registry" that is no list of [[registry]] tables')] };
    const parsed = tables.map((table, position) => parseRule(table, file, position + 1));
    const problems = parsed.flatMap((result) => (result.ok ? [] : [result.error]));
    return problems.length > 0 ? { ok: false, error: problems } : (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
}
function parseRule(table, file, position) {
    const text = (name) => String(table[name] ?? '').replace(/\/+$/, '');
    const location = text('location');
    const prefix = text('prefix') === '' ? location : text('prefix');
    if (prefix === '')
        return (0,build/* err */._q)(location_bad(file, `has a [[registry]] (number ${position}) without prefix and location`));
    if (location === '' && !prefix.startsWith('*.'))
        return (0,build/* err */._q)(location_bad(file, `has a [[registry]] for ${prefix} without a location`));
    const mirror = table['mirror'];
    const mirrors = Array.isArray(mirror) ? mirror.length : 0;
    return (0,build.ok)({ prefix, location, insecure: table['insecure'] === true, blocked: table['blocked'] === true, mirrors });
}
function location_bad(file, what) {
    const cure = 'Write [[registry]] tables with prefix and location, as containers-registries.conf(5) shows';
    return { code: 'E_REGISTRY_CONF', message: `${file} ${what}`, cure, at: { file } };
}
/**
 * Finds where a repository lives: the rule with the longest prefix decides (containers-registries.conf(5), "Remapping and mirroring").
 * The manual remaps pulls only. Here it also remaps pushes, because what was pushed has to be found again under the same name;
 * skopeo is therefore always given the resolved address.
 * @param serverUrl GITHUB_SERVER_URL, which names an own GitHub's registry
 */
function locate(rules, repository, serverUrl) {
    const full = renderRepository(repository);
    const github = isGithubRegistry(repository, serverUrl);
    const fitting = rules.map((rule) => ({ rule, length: matchLength(full, rule.prefix) })).filter(({ length }) => length > 0);
    const best = fitting.sort((one, other) => other.rule.prefix.length - one.rule.prefix.length)[0];
    if (best === undefined)
        return (0,build.ok)({ host: repository.registry, name: repository.name, insecure: isLoopbackRegistry(repository.registry), github });
    if (best.rule.blocked) {
        return (0,build/* err */._q)({ code: 'E_REGISTRY_BLOCKED', message: `${full} is blocked by the rule for ${best.rule.prefix}`, cure: 'Change the registries.conf' });
    }
    const moved = best.rule.location === '' ? full : best.rule.location + full.slice(best.length);
    const slash = moved.indexOf('/');
    if (slash === -1)
        return (0,build/* err */._q)({ code: 'E_REGISTRY_CONF', message: `the location of ${full} names no repository`, cure: 'Write a prefix that ends before the name' });
    const host = moved.slice(0, slash);
    return (0,build.ok)({ host, name: moved.slice(slash + 1), insecure: best.rule.insecure || isLoopbackRegistry(host), github });
}
/** How many characters of the name the prefix covers; it has to end where a component ends. */
function matchLength(full, prefix) {
    if (prefix.startsWith('*.')) {
        const host = full.slice(0, full.indexOf('/'));
        return host.replace(/:[0-9]+$/, '').endsWith(prefix.slice(1)) ? host.length : 0;
    }
    return full === prefix || full.startsWith(`${prefix}/`) ? prefix.length : 0;
}

;// CONCATENATED MODULE: ./packages/registry/build/manifests.js



const accept = { accept: manifestTypes.join(', ') };
function wanted(reference) {
    const found = reference.digest ?? reference.tag;
    if (found !== undefined)
        return found;
    throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_REFERENCE', message: `${renderReference(reference)} names neither a tag nor a digest`, cure: 'Add one' });
}
async function getManifest(exchange, location, reference) {
    const deed = `read ${renderReference(reference)}`;
    const path = `manifests/${wanted(reference)}`;
    const response = await exchange.send({ method: 'GET', location, path, access: 'pull', deed, headers: accept, limit: 8 * 1024 * 1024 });
    if (isAbsent(response))
        return undefined;
    if (response.status !== 200 || isWebPage(response))
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const type = response.headers['content-type']?.split(';')[0]?.trim();
    const served = type === undefined || type === '' || type === 'application/json' ? undefined : type;
    const parsed = manifest_parseManifest(response.body, served);
    if (!parsed.ok)
        throw (0,build/* refuse */.TR)({ ...parsed.error, message: `${renderReference(reference)}: ${parsed.error.message}` });
    const announced = response.headers['docker-content-digest'];
    for (const expected of [reference.digest, announced]) {
        if (expected?.startsWith('sha256:') === true && expected !== parsed.value.digest)
            throw (0,build/* refuse */.TR)(describeMismatch(reference, expected, parsed.value.digest));
    }
    return parsed.value;
}
async function headManifest(exchange, location, reference) {
    const deed = `look for ${renderReference(reference)}`;
    const response = await exchange.send({ method: 'HEAD', location, path: `manifests/${wanted(reference)}`, access: 'pull', deed, headers: accept });
    if (response.status === 404)
        return undefined;
    if (response.status !== 200 || isWebPage(response))
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const announced = response.headers['docker-content-digest'] ?? '';
    if (reference.digest !== undefined && announced === '')
        return reference.digest;
    // The header is optional in the specification: without it the bytes themselves have to say.
    return (0,build/* isDigest */.Bc)(announced) ? announced : (await getManifest(exchange, location, reference))?.digest;
}
async function putManifest(exchange, location, reference, manifest) {
    if (reference.digest !== undefined && reference.digest !== manifest.digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, reference.digest, manifest.digest));
    const at = reference.tag ?? wanted(reference);
    const response = await sendManifest(exchange, location, reference, { at, manifest });
    checkWritten(response, location, reference, manifest);
    return response;
}
/** A PUT of the bytes at a tag or digest, and its answer, whatever it says. `query` begins with `?`. */
function sendManifest(exchange, location, reference, { at, query = '', manifest }) {
    const headers = { 'content-type': manifest.mediaType };
    const deed = `write ${renderReference(reference)}`;
    return exchange.send({ method: 'PUT', location, path: `manifests/${at}${query}`, access: 'pull,push', deed, headers, body: manifest.bytes });
}
/** Refuses when the registry did not confirm a write, or confirmed other bytes. */
function checkWritten(response, { host }, reference, manifest) {
    if (response.status !== 201 && response.status !== 200)
        throw (0,build/* refuse */.TR)(describeAnswer(response, `write ${renderReference(reference)}`, host));
    const confirmed = response.headers['docker-content-digest'];
    if (confirmed?.startsWith('sha256:') === true && confirmed !== manifest.digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, manifest.digest, confirmed));
}

;// CONCATENATED MODULE: ./packages/registry/build/put-tags.js

/** What the specification asks a registry to take at least ("SHOULD support pushing at least 10 tags per request"). */
const mostTogether = 10;
/**
 * Makes tags name a manifest, in this order, with as few PUTs as can be had safely: a tag counts as written only by a PUT of its own, or
 * when the registry lists it in `OCI-Tag` (distribution specification, end-7b: `PUT manifests/<digest>?tag=a&tag=b`).
 *
 * Most registries answer 201 to that and create no tag, so it is tried only where it is likely: where a tag's own PUT was answered with
 * `OCI-Tag`, or where the host has shown that it keeps referrers itself. To send the query along with the first tag's own PUT would
 * tell without a request more, but the specification allows it with a digest only, and the registries that know it refuse it (400).
 */
async function putTags(exchange, location, repository, manifest, tags) {
    const traits = exchange.traits(location);
    let left = [...new Set(tags)];
    while (left.length > 0) {
        if (left.length > 1 && (traits.tagQuery ?? traits.referrers === 'api')) {
            const written = await putTogether(exchange, location, repository, manifest, left.slice(0, mostTogether));
            traits.tagQuery = written.size > 0;
            left = left.filter((tag) => !written.has(tag));
            continue;
        }
        const [tag, ...rest] = left;
        const response = await putManifest(exchange, location, { ...repository, tag }, manifest);
        if (readTags(response).has(tag))
            traits.tagQuery ??= true;
        left = rest;
    }
}
/** The tags that the registry acknowledged. A registry that does not understand the request has written nothing. */
async function putTogether(exchange, location, repository, manifest, tags) {
    const query = `?${tags.map((tag) => `tag=${encodeURIComponent(tag)}`).join('&')}`;
    const reference = { ...repository, digest: manifest.digest };
    const response = await sendManifest(exchange, location, reference, { at: manifest.digest, query, manifest });
    if (isNotUnderstood(response))
        return new Set();
    checkWritten(response, location, reference, manifest);
    const listed = readTags(response);
    return new Set(tags.filter((tag) => listed.has(tag)));
}
/** Also 414 and 431, for too many tags. What is wrong with the manifest itself, the PUT of the first tag says again. */
function isNotUnderstood({ status }) {
    return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}
/** One list, over several headers or with commas. */
function readTags({ headers }) {
    const listed = (headers['oci-tag'] ?? '').split(',').map((tag) => tag.trim());
    return new Set(listed.filter((tag) => tag !== ''));
}

;// CONCATENATED MODULE: ./packages/registry/build/pages.js


/**
 * The answers of a paged list, one after the other (distribution specification, "Listing Tags": `Link: </v2/…>; rel="next"`, RFC 8288).
 * Ends after the first answer that is not 200, which the caller judges. Refuses pages that go round in a circle.
 */
async function* readPages(exchange, { location, path, query, deed, headers }) {
    const seen = new Set();
    for (let next = query; next !== undefined;) {
        if (seen.has(next))
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'its pages go round in a circle'));
        seen.add(next);
        const at = next === '' ? path : `${path}?${next}`;
        const response = await exchange.send({
            method: 'GET',
            location,
            path: at,
            access: 'pull',
            deed,
            ...(headers === undefined ? {} : { headers }),
        });
        yield response;
        next = response.status === 200 ? nextQuery(response.headers['link']) : undefined;
    }
}
function nextQuery(link) {
    const target = /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(link ?? '')?.[1];
    return target === undefined ? undefined : target.slice(target.indexOf('?') + 1);
}

;// CONCATENATED MODULE: ./packages/registry/build/referrers.js






/**
 * What refers to a digest (distribution specification, "Listing Referrers"), of one artifact type or of all. Where the registry does not
 * have that API, the index under the referrers tag is read instead; what is no index there counts as nothing, as the specification says.
 */
async function readReferrers(exchange, location, repository, subject, artifactType) {
    const found = (await readFromApi(exchange, location, repository, subject, artifactType)) ?? (await readFromTag(exchange, location, repository, subject));
    // The registry may ignore the filter (it says so by leaving out OCI-Filters-Applied), and a tag has none.
    return artifactType === undefined ? found : found.filter((descriptor) => descriptor.artifactType === artifactType);
}
/** Undefined where there is no such API. */
async function readFromApi(exchange, location, repository, subject, artifactType) {
    const traits = exchange.traits(location);
    if (traits.referrers === 'tag')
        return undefined;
    const deed = `list what refers to ${renderReference({ ...repository, digest: subject })}`;
    const query = artifactType === undefined ? '' : `artifactType=${encodeURIComponent(artifactType)}`;
    const found = [];
    for await (const response of readPages(exchange, { location, path: `referrers/${subject}`, query, deed, headers: { accept: media_types_mediaTypes.index } })) {
        if (isMissingApi(response)) {
            // A repository that is not there says nothing about the registry.
            if (readRegistryError(response.body)?.code !== 'NAME_UNKNOWN')
                traits.referrers = 'tag';
            return undefined;
        }
        if (response.status !== 200)
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const page = manifest_parseManifest(response.body, media_types_mediaTypes.index);
        if (!page.ok || page.value.kind !== 'index')
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer is no list of referrers'));
        traits.referrers = 'api';
        found.push(...page.value.manifests);
    }
    return found;
}
/** The specification says 404. Registries that do not know the route also answer 400, 405 or 406, or with a page of their website. */
function isMissingApi(response) {
    return [400, 404, 405, 406, 501].includes(response.status) || (response.status === 200 && isWebPage(response));
}
async function readFromTag(exchange, location, repository, subject) {
    const manifest = await getManifest(exchange, location, { ...repository, tag: referrersTag(subject) });
    return manifest?.kind === 'index' ? manifest.manifests : [];
}
/**
 * Attaches an artifact to its subject: blobs, then the manifest by its digest, and the referrers tag where the registry did not answer
 * with `OCI-Subject` ("Pushing Manifests with Subject"). The same arguments make the same artifact, which is attached once.
 */
async function pushReferrer(exchange, location, repository, { layer, ...artifact }) {
    const { manifest, blobs } = buildArtifact({ ...artifact, layers: [layer] });
    for (const { bytes, descriptor } of blobs)
        await putBlob(exchange, location, repository, bytes, descriptor.mediaType);
    const response = await putManifest(exchange, location, { ...repository, digest: manifest.digest }, manifest);
    const traits = exchange.traits(location);
    if (response.headers['oci-subject'] === artifact.subject.digest)
        traits.referrers = 'api';
    else
        await enterIntoTag(exchange, location, repository, artifact.subject.digest, manifest);
    return describeReferrer(manifest);
}
/** The entry of an artifact in a list of referrers: it repeats type and annotations. */
function describeReferrer({ mediaType, digest, bytes, artifactType, config, annotations }) {
    const more = Object.keys(annotations).length === 0 ? {} : { annotations };
    return { mediaType, digest, size: bytes.length, artifactType: artifactType ?? config.mediaType, ...more };
}
const mostRounds = 10;
/** Milliseconds after a write until it is looked at: somebody who had read the list before may overwrite it within this time. */
const settling = 250;
/**
 * Adds an entry to the index under the referrers tag. No registry compares before it swaps, so a write may be overwritten by somebody who
 * read the list at the same time: the list is read again until the entry is in it. Two that meet wait differently long.
 * A registry that looks for what an index names refuses a list with an entry that a clean-up of untagged manifests took: such entries,
 * which refer to nothing any more, are left out then. Otherwise nothing could be attached to this subject ever again.
 */
async function enterIntoTag(exchange, location, repository, subject, artifact) {
    const reference = { ...repository, tag: referrersTag(subject) };
    const own = 1 + Number.parseInt(artifact.digest.slice(-2), 16) / 256;
    let gone = new Set();
    for (let round = 0; round < mostRounds; round += 1) {
        const list = await getManifest(exchange, location, reference);
        if (list !== undefined && list.kind !== 'index')
            throw (0,build/* refuse */.TR)(describeForeignTag(reference));
        if (list?.manifests.some(({ digest }) => digest === artifact.digest) === true)
            return;
        const longer = appendEntry(list, describeReferrer(artifact), gone);
        const response = await sendManifest(exchange, location, reference, { at: reference.tag, manifest: longer });
        const known = gone.size;
        if (list !== undefined && isContentMissing(response))
            gone = new Set([...gone, ...(await findGone(exchange, location, repository, list))]);
        if (gone.size > known)
            continue;
        checkWritten(response, location, reference, longer);
        await exchange.ports.clock.sleep(Math.round(settling * own * 2 ** Math.min(round, 4)));
    }
    const message = `the list of what refers to ${subject} (${renderReference(reference)}) was overwritten ${mostRounds} times`;
    const cure = 'Give the jobs that sign or describe this image one concurrency group, and run the job again';
    throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_RACE', message, cure });
}
function isContentMissing({ status, body }) {
    return status >= 400 && status < 500 && /^(?:MANIFEST_BLOB_UNKNOWN|MANIFEST_UNKNOWN|BLOB_UNKNOWN)$/.test(readRegistryError(body)?.code ?? '');
}
async function findGone(exchange, location, repository, list) {
    const gone = [];
    for (const { digest } of list.manifests)
        if ((await headManifest(exchange, location, { ...repository, digest })) === undefined)
            gone.push(digest);
    return gone;
}
/** The list with one entry more, without those that are gone; the others are kept as they were written. */
function appendEntry(list, entry, gone) {
    const before = list === undefined ? { schemaVersion: 2, mediaType: media_types_mediaTypes.index } : JSON.parse(new TextDecoder().decode(list.bytes));
    const entries = 'manifests' in before ? before.manifests : [];
    if (!Array.isArray(entries))
        throw new build/* Defect */.kl('an index that was parsed before has no list');
    const kept = entries.filter((each) => !gone.has(each.digest));
    const bytes = new TextEncoder().encode(JSON.stringify({ ...before, manifests: [...kept, entry] }));
    return { mediaType: list?.mediaType ?? media_types_mediaTypes.index, digest: (0,build/* digestOf */.ol)(bytes), bytes };
}
function describeForeignTag(reference) {
    const message = `${renderReference(reference)} is no list of referrers, but an image`;
    return { code: 'E_REGISTRY_REFERRERS', message, cure: 'Delete this tag: its name is reserved for what refers to an image' };
}

;// CONCATENATED MODULE: ./packages/registry/build/tags.js




/** All tags of a repository; one that is not there has none. */
async function listTags(exchange, location, repository) {
    const deed = `list the tags of ${renderRepository(repository)}`;
    const tags = [];
    for await (const response of readPages(exchange, { location, path: 'tags/list', query: 'n=1000', deed })) {
        if (isAbsent(response))
            return [];
        if (response.status !== 200 || isWebPage(response))
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const page = readTagPage(response.body);
        if (page === undefined)
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer is no list of tags'));
        tags.push(...page);
    }
    return tags;
}
function readTagPage(body) {
    try {
        const { tags } = JSON.parse(new TextDecoder().decode(body));
        // A repository whose last tag was deleted says null.
        if (tags === null || tags === undefined)
            return [];
        return Array.isArray(tags) ? tags.map(String) : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/registry/build/client.js










/** Opens the client as the job says: CONTAINERS_REGISTRIES_CONF is read where it is set. */
async function openRegistry(ports, credential) {
    const file = ports.job.variable('CONTAINERS_REGISTRIES_CONF');
    const { serverUrl } = ports.job;
    if (file === undefined || file === '')
        return createRegistry(ports, { credential, serverUrl });
    const rules = (0,build/* unwrap */.oA)(parseRegistriesConf(await readConf(ports, file), file));
    const ignored = rules.filter((rule) => rule.mirrors > 0).map((rule) => rule.prefix);
    if (ignored.length > 0)
        ports.log.info(`${file}: the mirrors of ${ignored.join(', ')} are not used, only locations are`);
    return createRegistry(ports, { rules, credential, serverUrl });
}
async function readConf(ports, file) {
    try {
        return await ports.files.readText(file);
    }
    catch (cause) {
        const cure = 'Name a file that is there, or unset the variable';
        throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_CONF', message: `CONTAINERS_REGISTRIES_CONF names ${file}, which cannot be read`, cure }, { cause });
    }
}
function createRegistry(ports, options = {}) {
    const exchange = new Exchange(ports, options);
    const at = (repository) => (0,build/* unwrap */.oA)(locate(options.rules ?? [], repository, options.serverUrl));
    const readBlob = (repository, descriptor) => getBlob(exchange, at(repository), repository, descriptor);
    const inTurn = createTurns();
    return {
        readManifest: (reference) => getManifest(exchange, at(reference), reference),
        readDigest: (reference) => headManifest(exchange, at(reference), reference),
        putManifest: async (reference, manifest) => void (await putManifest(exchange, at(reference), reference, manifest)),
        putTags: (repository, manifest, tags) => putTags(exchange, at(repository), repository, manifest, tags),
        listTags: (repository) => listTags(exchange, at(repository), repository),
        readBlob,
        streamBlob: (repository, descriptor) => streamBlob(exchange, at(repository), repository, descriptor),
        hasBlob: (repository, digest) => headBlob(exchange, at(repository), repository, digest),
        putBlob: (repository, bytes, mediaType) => putBlob(exchange, at(repository), repository, bytes, mediaType),
        readConfig: async (repository, manifest) => (0,build/* unwrap */.oA)(config_parseConfig(await readBlob(repository, manifest.config))),
        readReferrers: (repository, subject, artifactType) => readReferrers(exchange, at(repository), repository, subject, artifactType),
        // Two of ours that describe one subject at once would only overwrite each other's entries.
        pushReferrer: (repository, artifact) => {
            const place = renderReference({ ...repository, tag: referrersTag(artifact.subject.digest) });
            return inTurn(place, () => pushReferrer(exchange, at(repository), repository, artifact));
        },
        locate: at,
    };
}
/** Deeds at one place run one after the other; those at others at once. */
function createTurns() {
    const last = new Map();
    return (place, deed) => {
        const before = last.get(place) ?? Promise.resolve();
        const turn = before.then(deed, deed);
        last.set(place, turn);
        return turn;
    };
}

;// CONCATENATED MODULE: ./packages/registry/build/skopeo.js





/**
 * Copies an image with all its platforms and unchanged digests. skopeo moves the blobs; what it calls an error is classified here,
 * because its own `--retry-times` does not repeat a 500, 502 or 503. Rejects with a Refusal.
 */
async function copyImage(ports, registry, request) {
    const grants = [...grantOf(ports, registry, request.from, request.fromCredential), ...grantOf(ports, registry, request.to, request.toCredential)];
    await withAuthFile(ports, grants, async (authFile) => {
        const args = skopeoCopyArgs({ from: request.from, to: request.to, locate: (repository) => registry.locate(repository), authFile });
        for (let number = 1;; number += 1) {
            const result = await ports.exec.run('skopeo', args, { deadline: request.deadline ?? 20 * 60_000 });
            if (result.code === 0)
                return;
            const { transient, problem } = classifySkopeo(result, `copy ${renderPlace(request.from)} to ${renderPlace(request.to)}`);
            if (!transient || number >= standardRetry.tries)
                throw refuse(problem);
            const wait = standardRetry.wait * 2 ** (number - 1);
            ports.log.info(`${problem.message}; try ${number + 1} of ${standardRetry.tries} in ${(wait / 1000).toFixed(1)} s`);
            await ports.clock.sleep(wait);
        }
    });
}
function grantOf(ports, registry, place, credential) {
    if (place.kind !== 'repository')
        return [];
    const location = registry.locate(place.repository);
    const allowed = guardAloud(ports.log, location, credential);
    return allowed === undefined ? [] : [{ location, credential: allowed }];
}
/** The arguments of one copy. Addresses are resolved here: skopeo follows registries.conf for sources only, or not at all. */
function skopeoCopyArgs(copy) {
    const insecure = (place) => place.kind === 'repository' && copy.locate(place.repository).insecure;
    return [
        'copy',
        '--all',
        // An archive has no digest yet that could be kept.
        ...(copy.from.kind === 'docker-archive' ? [] : ['--preserve-digests']),
        ...(copy.authFile === undefined ? [] : ['--authfile', copy.authFile]),
        ...(insecure(copy.from) ? ['--src-tls-verify=false'] : []),
        ...(insecure(copy.to) ? ['--dest-tls-verify=false'] : []),
        addressOf(copy.from, copy.locate),
        addressOf(copy.to, copy.locate),
    ];
}
function addressOf(place, resolve) {
    if (place.kind === 'layout')
        return `oci:${place.folder}`;
    if (place.kind === 'docker-archive')
        return `docker-archive:${place.file}`;
    const { host, name } = resolve(place.repository);
    return `docker://${host}/${name}${place.at.includes(':') ? '@' : ':'}${place.at}`;
}
function renderPlace(place) {
    if (place.kind !== 'repository')
        return place.kind === 'layout' ? place.folder : place.file;
    return `${place.repository.registry}/${place.repository.name}${place.at.includes(':') ? '@' : ':'}${place.at}`;
}
const lasting = (/* unused pure expression or super */ null && ([
    [/unauthorized|authentication required/i, 'E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows'],
    [/denied|forbidden|\b403\b/i, 'E_REGISTRY_DENIED', 'Grant the job "packages: write", and give the repository access in the package settings'],
    [/manifest unknown|name unknown|not found/i, 'E_REGISTRY_NOT_FOUND', 'See whether the image is there under this name'],
    [/x509|certificate/i, 'E_REGISTRY_TLS', "See whether the registry's certificate is valid"],
    [/no such host/i, 'E_REGISTRY_UNREACHABLE', "See whether the registry's name is right"],
    [/no space left/i, 'E_REGISTRY_SPACE', 'Make room on the disk of the runner or of the registry'],
    [
        /[Dd]igest.*(?:did not match|mismatch)|would change the manifest/i,
        'E_REGISTRY_DIGEST',
        'The image changed on the way: do not use it, and run the job again',
    ],
]));
/** Says what skopeo's failure means, and whether another try may end otherwise. */
function classifySkopeo(result, deed) {
    const last = result.stderr.trim().split('\n').at(-1) ?? '';
    const said = /msg="((?:[^"\\]|\\.)*)"/.exec(last)?.[1]?.replaceAll('\\"', '"') ?? last;
    if (result.code === 127) {
        const cure = 'Install it: apt-get install skopeo, dnf install skopeo, or brew install skopeo';
        return { transient: false, problem: { code: 'E_REGISTRY_SKOPEO', message: `cannot ${deed}: skopeo is not installed`, cure } };
    }
    if (result.ended) {
        const cure = 'See whether the registry is slow, and run the job again';
        return { transient: false, problem: { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: skopeo did not end in time`, cure } };
    }
    const message = `cannot ${deed}: ${said}`;
    if (isPassingMessage(said)) {
        const cure = 'The registry or the network has a fault and every try met it: run the job again later';
        return { transient: true, problem: { code: 'E_REGISTRY_UNAVAILABLE', message, cure } };
    }
    const [, code, cure] = lasting.find(([pattern]) => pattern.test(said)) ?? [/./, 'E_REGISTRY_SKOPEO', 'See what skopeo says'];
    return { transient: false, problem: { code, message, cure } };
}

;// CONCATENATED MODULE: ./packages/registry/build/index.js






;// CONCATENATED MODULE: ./actions/fetch-release/build/platform.js

/** How release files spell systems and architectures, Go's own name first (as zyedidia/eget, jdx/mise and stacklok/brood-box read them). */
const spellings = {
    darwin: ['darwin', 'macos'],
    amd64: ['amd64', 'x86_64', 'x64'],
    arm64: ['arm64', 'aarch64'],
    '386': ['386', 'i386', 'i686'],
};
/** Reads a platform in Go's names or in those that `uname` and others use. */
function parseLoosePlatform(text) {
    const parts = text.toLowerCase().split('/');
    const names = parts.map((part) => Object.keys(spellings).find((name) => spellings[name]?.includes(part)) ?? part);
    const parsed = (0,build/* parsePlatform */.FL)(names.join('/'));
    return parsed.ok ? parsed : (0,build/* err */._q)({ ...parsed.error, message: `"${text}" is no platform`, at: { input: 'platform' } });
}
/** What a template may mean on a platform, the likeliest first. A template that names neither is one name. */
function spellPlatform(template, platform) {
    const of = (name, placeholder) => (template.includes(placeholder) ? (spellings[name] ?? [name]) : [name]);
    const names = of((0,build/* osOf */.mJ)(platform), '{os}').flatMap((os) => of((0,build/* architectureOf */.NJ)(platform), '{arch}').map((arch) => template.replaceAll('{os}', os).replaceAll('{arch}', arch)));
    return [...new Set(names)];
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/request.js





const placeholders = ['{name}', '{component}', '{os}', '{arch}', '{tag}', '{version}'];
/** Stands for a tag that is not known yet. */
const sampleTag = 'v0.0.0';
/** Reads what the inputs ask for; all problems are reported together. `own` is the runner's platform. */
function planRequest(inputs, own) {
    const version = parseVersionRequest(inputs.version);
    const platform = parseLoosePlatform(inputs.platform ?? own);
    const pins = inputs.pins === undefined ? undefined : parseChecksums(inputs.pins);
    const found = [
        ...(version.ok ? [] : [{ ...version.error, at: { input: 'version' } }]),
        ...(platform.ok ? [] : [platform.error]),
        ...(pins === undefined || pins.ok ? [] : pins.error.map((problem) => ({ ...problem, at: { input: 'pins' } }))),
        ...inputs.files.flatMap(checkTemplate),
        ...checkOci(inputs),
    ];
    if (inputs.signers !== undefined && inputs.attestation === 'off') {
        found.push(request_bad('SIGNERS', 'SIGNERS names who has to sign, and ATTESTATION says not to look', 'Leave one of the two out', 'attestation'));
    }
    if (inputs.files.length === 0)
        found.push(request_bad('FILES', 'names no file', 'Name at least one', 'files'));
    if (found.length > 0 || !version.ok || !platform.ok)
        return { ok: false, error: found };
    const fill = fillerOf(inputs);
    const { oci } = inputs;
    return (0,build.ok)({
        version: version.value,
        rules: { prereleases: inputs.prereleases, drafts: inputs.drafts },
        platform: platform.value,
        wanted: inputs.files.map((template) => (tag) => spellPlatform(fill(template, tag), platform.value)),
        checksumsFile: inputs['checksums-file'] === 'none' ? undefined : inputs['checksums-file'],
        wholeSet: inputs['whole-set'],
        pins: pins?.ok === true ? pins.value : undefined,
        signing: signingOf(inputs),
        oci: oci === undefined ? undefined : (tag) => parseReference((0,build/* fillPlatform */.Nt)(fill(oci, tag), platform.value)),
        largest: inputs['max-download-mib'] * 2 ** 20,
    });
}
function signingOf({ signers, attestation, 'predicate-type': predicateType, 'signed-events': events }) {
    return attestation === 'off' ? undefined : { signers, required: attestation === 'require' || signers !== undefined, predicateType, events };
}
function fillerOf({ name, repository, component }) {
    const own = name ?? repository.split('/')[1] ?? '';
    const values = { name: own, component };
    return (template, tag) => template.replaceAll(/\{(name|component|tag|version)\}/g, (_, key) => values[key] ?? (key === 'tag' ? tag : versionOf(tag)));
}
function checkTemplate(template) {
    const unknown = (template.match(/\{[^}]*\}?/g) ?? []).filter((part) => !placeholders.includes(part));
    if (unknown.length > 0)
        return [request_bad('FILES', `"${unknown[0]}" in "${template}" stands for nothing`, `Known are ${placeholders.join(', ')}`, 'files')];
    const flaw = name_checkBareName(template);
    return flaw === undefined ? [] : [{ ...flaw, at: { input: 'files' } }];
}
function checkOci(inputs) {
    const { oci } = inputs;
    if (oci === undefined)
        return [];
    const parsed = parseReference(oci
        .replaceAll(/\{(?:os|arch)\}/g, 'x')
        .replaceAll('{name}', 'x')
        .replaceAll('{component}', 'x')
        .replaceAll(/\{(?:tag|version)\}/g, sampleTag));
    if (!parsed.ok)
        return [{ ...parsed.error, at: { input: 'oci' } }];
    const { tag, digest } = parsed.value;
    if (digest !== undefined || tag?.includes(sampleTag) === true)
        return [];
    return [request_bad('OCI', `"${oci}" names neither a digest nor a tag with {tag} or {version}`, 'Write {tag} into the tag: any other tag may name anything', 'oci')];
}
function request_bad(code, message, cure, input) {
    return { code: `E_FETCH_${code}`, message, cure, at: { input } };
}
/** The tags of a registry that a reference template could have made, with the tag of the release that each stands for. */
function request_readTags(tags, template) {
    const [asTag, other] = [template(sampleTag), template('v9.9.9')];
    const [made, changed] = [asTag.ok ? (asTag.value.tag ?? '') : '', other.ok ? (other.value.tag ?? '') : ''];
    const found = new Map();
    if (made === changed)
        return found;
    const shape = made.includes(sampleTag) ? sampleTag : sampleTag.slice(1);
    const [before = '', after = ''] = made.split(shape);
    for (const tag of tags) {
        if (!tag.startsWith(before) || !tag.endsWith(after) || tag.length <= before.length + after.length)
            continue;
        const core = tag.slice(before.length, tag.length - after.length);
        const release = shape === sampleTag ? core : `v${core}`;
        const again = template(release);
        if (again.ok && again.value.tag === tag)
            found.set(release, tag);
    }
    return found;
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/registry.js





const titleAnnotation = 'org.opencontainers.image.title';
/** Finds the artifact of the version and platform, and in it the files. Throws a Refusal with what is wrong. */
async function findArtifact(request, template, known, registry) {
    const { tag, reference, manifest } = await findManifest(request, template, known, registry);
    const image = await choosePlatform(request, reference, manifest, registry);
    const place = renderReference({ registry: reference.registry, name: reference.name, digest: image.digest });
    const sources = request.wanted.map((names) => {
        const { name, layer } = pickLayer(names(tag), request, image, place);
        if (layer.size > request.largest)
            throw (0,build/* refuse */.TR)(registry_bad(`"${name}" has ${layer.size} bytes, more than ${request.largest}`, 'Raise max-download-mib if that is right', name));
        const witnesses = [...(known.witnesses.get(name) ?? []), ...pinned(request, name), { by: place, digest: layer.digest }];
        return { name, witnesses, read: () => registry.streamBlob({ registry: reference.registry, name: reference.name }, layer) };
    });
    return { tag, sources, at: { registry, repository: { registry: reference.registry, name: reference.name }, digest: image.digest } };
}
/** Large blobs need longer than a manifest: so long that 50 kB a second are enough. */
function openFallback(inputs, ports) {
    const http = { request: (request) => ports.http.request({ ...request, deadline: 60_000 + (request.limit ?? 0) / 50 }) };
    const [username, password] = [inputs['registry-username'], inputs['registry-token']];
    return openRegistry({ ...ports, http }, password === '' ? undefined : { username, password });
}
async function findManifest(request, template, known, registry) {
    const tags = known.tag === undefined ? await candidates(request, template, registry) : [known.tag];
    for (const tag of tags) {
        const reference = (0,build/* unwrap */.oA)(template(tag));
        const manifest = await registry.readManifest(reference);
        if (manifest !== undefined)
            return { tag, reference, manifest };
    }
    const places = tags.map((tag) => renderReference((0,build/* unwrap */.oA)(template(tag))));
    const message = places.length === 0 ? `no tag of the registry fits the version` : `${places.join(' and ')} ${places.length === 1 ? 'is' : 'are'} not there`;
    throw (0,build/* refuse */.TR)({ code: 'E_FETCH_OCI', message, cure: 'See whether the artifact was pushed, and whether the token may read it', at: { input: 'oci' } });
}
async function candidates({ version, rules }, template, registry) {
    if (version.kind === 'exact')
        return version.tags;
    const tags = request_readTags(await registry.listTags((0,build/* unwrap */.oA)(template('v0.0.0'))), template);
    const chosen = (0,build/* unwrap */.oA)(chooseVersion(version, [...tags.keys()].map((tag) => ({ tag, draft: false, prerelease: false })), rules));
    return chosen === undefined ? [] : [chosen.tag];
}
async function choosePlatform(request, reference, manifest, registry) {
    if (manifest.kind === 'image')
        return manifest;
    const child = manifest.manifests.find(({ platform }) => platform === request.platform);
    const image = child === undefined ? undefined : await registry.readManifest({ registry: reference.registry, name: reference.name, digest: child.digest });
    if (image?.kind === 'image')
        return image;
    const there = manifest.manifests.map(({ platform }) => platform ?? 'no platform').join(', ');
    throw (0,build/* refuse */.TR)({
        code: 'E_FETCH_OCI',
        message: `${renderReference(reference)} has nothing for ${request.platform}: it has ${there}`,
        cure: 'Choose another platform',
    });
}
function pickLayer(names, request, image, place) {
    for (const name of names) {
        const layers = image.layers.filter(({ annotations }) => annotations?.[titleAnnotation] === name);
        if (layers.length > 1)
            throw (0,build/* refuse */.TR)(registry_bad(`${place} has "${name}" ${layers.length} times`, 'See who made the artifact', name));
        if (layers[0] !== undefined)
            return { name, layer: layers[0] };
    }
    const [only, ...others] = image.layers;
    const [name = ''] = names;
    // What was pushed without a name can only be one thing.
    if (only !== undefined && others.length === 0 && only.annotations?.[titleAnnotation] === undefined && request.wanted.length === 1)
        return { name, layer: only };
    const there = image.layers.map(({ annotations }) => annotations?.[titleAnnotation] ?? 'a layer without a name').join(', ');
    throw (0,build/* refuse */.TR)(registry_bad(`"${name}" is not in ${place}: it has ${there}`, 'Name the file as the artifact does', name));
}
function pinned({ pins }, name) {
    const pin = pins?.find((one) => one.name === name);
    if (pins !== undefined && pin === undefined)
        throw (0,build/* refuse */.TR)({ code: 'E_FETCH_PIN', message: `"${name}" is not among the pins`, cure: 'Add its line, or leave the input pins out', at: { file: name } });
    return pin === undefined ? [] : [{ by: 'the pins', digest: pin.digest }];
}
function registry_bad(message, cure, file) {
    return { code: 'E_FETCH_OCI', message, cure, at: { file } };
}

;// CONCATENATED MODULE: ./packages/report/build/markdown.js
/** A cell's text made safe for a markdown table: no row or column can be broken by a value. */
function escapeCell(text) {
    return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\r?\n/g, '<br>');
}
/** A markdown table. Cells are markdown already; `|` and line breaks in them are escaped. */
function renderTable(headers, rows) {
    const line = (cells) => `| ${cells.map(escapeCell).join(' | ')} |`;
    return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}
/** Inline code that holds any text, backquotes included. */
function renderCode(text) {
    if (!text.includes('`'))
        return `\`${text}\``;
    const longest = Math.max(...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(longest + 1);
    return `${fence} ${text} ${fence}`;
}
/** A size for people: `14.2 MB` (1 MB = 1,000,000 bytes). */
function markdown_renderSize(bytes) {
    const units = ['B', 'kB', 'MB', 'GB'];
    const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** power;
    return `${power === 0 ? String(value) : value.toFixed(value < 10 ? 2 : 1)} ${units[power]}`;
}
/** A duration for people: `850 ms`, `12.3 s`, `3 m 05 s`. */
function markdown_renderSeconds(seconds) {
    if (seconds < 1)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 60)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}

;// CONCATENATED MODULE: ./packages/report/build/rehearsal.js
/** The sign of a result, the same on a terminal, in a log and in the drawing. */
const rehearsal_resultMarks = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' };
/** report.json: exactly the data, two blanks deep. */
function renderRehearsalJson(report) {
    const jobs = report.jobs.map(({ path, name, result, seconds }) => ({ name, path, result, seconds }));
    return `${JSON.stringify({ ...report, jobs }, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./packages/report/build/rehearsal-text.js


const colour = (code) => (text) => `\u001b[${code}m${text}\u001b[0m`;
const same = (text) => text;
const terminalPalette = { good: colour(32), bad: colour(31), dim: colour(2), bold: colour(1) };
const plainPalette = { good: same, bad: same, dim: same, bold: same };
/** One line of a job, with its mark and time. */
function renderJobLine(job, palette) {
    const paint = job.result === 'success' ? palette.good : job.result === 'failure' ? palette.bad : palette.dim;
    const time = job.result === 'skipped' ? '' : renderSeconds(job.seconds);
    return `${paint(resultMarks[job.result])} ${job.name.padEnd(56)} ${palette.dim(time.padStart(10))}`;
}
/** The report as text. A failure comes first, with the log of the step that failed. */
function renderRehearsalText(report, palette = plainPalette) {
    const parts = [
        failureOf(report, palette),
        section('Jobs', report.jobs.map((job) => renderJobLine(job, palette)), palette),
    ];
    if (report.release !== undefined) {
        const { tag, draft, assets } = report.release;
        const width = Math.max(...assets.map(({ name }) => name.length), 0);
        const rows = assets.map(({ name, size, digest }) => `${name.padEnd(width)}  ${renderSize(size).padStart(9)}  ${palette.dim(digest)}`);
        parts.push(section(`Release ${tag}${draft ? ' (draft)' : ''}`, rows, palette));
    }
    const width = Math.max(...report.registry.map(({ repository, tag }) => repository.length + tag.length + 1), 0);
    parts.push(section('Registry', report.registry.map(({ repository, tag, digest }) => `${`${repository}:${tag}`.padEnd(width)}  ${palette.dim(digest)}`), palette));
    parts.push(section('Requests', Object.entries(report.requests).map(requestLine), palette), section('Notes', report.notes, palette));
    const verdict = report.ok ? palette.good(palette.bold('The rehearsal is green.')) : palette.bad(palette.bold('The rehearsal is red.'));
    parts.push(`${verdict} ${renderSeconds(report.seconds)}. Again: ${report.command}`);
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function requestLine([server, counts]) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const most = Object.entries(counts).sort((a, b) => b[1] - a[1]);
    return `${server}: ${total} (${most.map(([kind, count]) => `${kind} ${count}`).join(', ')})`;
}
function section(title, lines, palette) {
    return lines.length === 0 ? '' : `${palette.bold(title)}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
function failureOf({ failure }, palette) {
    if (failure === undefined)
        return '';
    const log = failure.log.map((line) => `  │ ${line}`).join('\n');
    return `${palette.bad(palette.bold(`${failure.job} failed at "${failure.step}"`))}\n${log}\n${palette.bad(failure.message)}`;
}

;// CONCATENATED MODULE: ./packages/report/build/index.js





;// CONCATENATED MODULE: ./actions/fetch-release/build/summary.js

function renderStanding(standing) {
    if (standing === undefined)
        return 'not looked at';
    if (standing.kind === 'signed')
        return `signed by ${standing.signer}`;
    return standing.kind === 'none' ? 'no attestation' : `an attestation that was not judged: ${standing.reason}`;
}
function signerOf(standing) {
    return standing?.kind === 'signed' ? standing.signer : '';
}
function renderSummary({ tag, source, files, standings }, of) {
    const rows = files.map(({ name, size, digest, cached }) => [
        renderCode(name),
        markdown_renderSize(size),
        renderCode(digest),
        cached ? 'cache' : source,
        renderStanding(standings.get(name)),
    ]);
    return `### ${of.repository} ${tag}\n\n${renderTable(['file', 'size', 'digest', 'from', 'attestation'], rows)}\n\nput into ${renderCode(of.folder)}`;
}
/** The output `files`. */
function renderFiles({ files, standings }) {
    return JSON.stringify(files.map(({ name, size, digest, cached }) => ({ name, size, digest, cached, signer: signerOf(standings.get(name)) })));
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/fetch-set.js








/**
 * Gets every wanted file and its proof: from the release; or, where there is none, or GitHub does not answer, from the registry, held
 * to whatever the release has said of it. Anything that is wrong with what is there is a refusal, and never a reason to look elsewhere.
 */
async function fetchSet(request, inputs, staging, ports) {
    const { http, clock, log, random, job } = ports;
    const reader = openReleaseReader({ http, clock, log, random, token: inputs.token, apiUrl: job.apiUrl, repository: inputs.repository });
    const work = { request, inputs, staging, reader, ports };
    const trail = { tag: undefined, facts: undefined, witnesses: new Map() };
    const outcome = await fromRelease(work, trail).catch((error) => {
        const said = readingRefusal(error);
        const elsewhere = error instanceof ApiFailure && error.kind === 'transient' && request.oci !== undefined;
        if (elsewhere && said instanceof build/* Refusal */.P_)
            return said.problems;
        throw said;
    });
    if ('files' in outcome)
        return outcome;
    if (request.oci === undefined)
        throw new build/* Refusal */.P_(outcome);
    for (const { message } of outcome)
        ports.log.notice(`${message}; looking into the registry`);
    try {
        return await fromRegistry(work, request.oci, trail);
    }
    catch (error) {
        throw error instanceof build/* Refusal */.P_ ? new build/* Refusal */.P_([...error.problems, ...outcome]) : readingRefusal(error);
    }
}
/** Problems are returned where the release has nothing to fetch, and thrown where it has something wrong. */
async function fromRelease(work, trail) {
    const { request, inputs, reader, ports } = work;
    const release = await findRelease(request, reader);
    if (release === undefined)
        return [find_describeNone(request, inputs.repository)];
    trail.tag = release.tag;
    ports.log.info(`${release.draft ? 'the draft of ' : ''}${release.tag} of ${inputs.repository}, for ${request.platform}`);
    const facts = await readFacts(release, request, reader);
    trail.facts = facts;
    const plan = (0,build/* unwrap */.oA)(planRelease(request, facts));
    if (plan.kind === 'absent')
        return plan.problems;
    for (const { asset, witnesses } of plan.chosen)
        trail.witnesses.set(asset.name, witnesses);
    const sources = plan.chosen.map(({ asset, witnesses }) => ({ name: asset.name, witnesses, read: () => reader.download(asset) }));
    const files = await obtainAll(work, sources);
    return { tag: release.tag, source: 'release', files, standings: await proveSigned(work, release.tag, files, facts, undefined) };
}
async function fromRegistry(work, template, trail) {
    const registry = await openFallback(work.inputs, work.ports);
    const artifact = await findArtifact(work.request, template, trail, registry);
    const files = await obtainAll(work, artifact.sources);
    const standings = await proveSigned(work, artifact.tag, files, trail.facts, artifact.at);
    return { tag: artifact.tag, source: 'oci', files, standings };
}
/** One after the other: the first that is wrong is the last that is asked for. */
async function obtainAll({ inputs, staging, ports }, sources) {
    const files = [];
    for (const source of sources)
        files.push(await obtain(source, { folder: staging, cache: inputs.cache }, ports));
    return files;
}
async function proveSigned({ request, inputs, reader, ports }, tag, files, facts, artifact) {
    const standings = new Map();
    if (request.signing === undefined)
        return standings;
    const checksums = facts?.checksums;
    const signable = files.map((file) => {
        const listed = checksums?.list.some((one) => one.name === file.name) === true;
        return { file, checksums: listed ? checksums : undefined };
    });
    const places = { reader, assets: facts?.assets ?? [], artifact };
    const prove = await openNotary(request.signing, { repository: inputs.repository, tag, files: signable }, places, ports);
    for (const one of signable) {
        const standing = await prove(one);
        ports.log.info(`${one.file.name}: ${renderStanding(standing)}`);
        standings.set(one.file.name, standing);
    }
    return standings;
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/license.js

/** Finds the licence of an identifier. The texts are many, so they are loaded only when one is asked for. */
async function readLicense(id) {
    const { findLicense } = await Promise.all(/* import() */[__nccwpck_require__.e(845), __nccwpck_require__.e(937)]).then(__nccwpck_require__.bind(__nccwpck_require__, 91937));
    const found = findLicense(id);
    return (0,build/* unwrap */.oA)(found.ok ? found : { ok: false, error: { ...found.error, at: { input: 'license' } } });
}
/** Says which packages do not hold the whole text of the licence: in LICENSE where they have it, else in any file that is named like one. */
async function checkLicenses(contents, license) {
    const { checkLicenseText } = await Promise.all(/* import() */[__nccwpck_require__.e(845), __nccwpck_require__.e(937)]).then(__nccwpck_require__.bind(__nccwpck_require__, 91937));
    return contents.flatMap(({ from, isArchive, licenses }) => {
        if (!isArchive) {
            const message = `nobody can see the licence of "${from.name}", which is no archive that is unpacked`;
            return [{ code: 'E_FETCH_LICENSE', message, cure: 'Leave the input license out, or fetch packages only', at: { file: from.name } }];
        }
        const named = licenses.filter(({ path }) => /(^|\/)LICEN[CS]E(\.(txt|md))?$/i.test(path));
        const candidates = named.length > 0 ? named : licenses;
        const judged = candidates.map(({ path, text }) => checkLicenseText(text, license, `${from.name}/${path}`));
        if (judged.includes(undefined))
            return [];
        const message = `"${from.name}" holds no licence text`;
        if (judged.length === 0)
            return [{ code: 'E_FETCH_LICENSE', message, cure: `It should hold that of ${license.id}: ask its makers`, at: { file: from.name } }];
        const cure = `Do not pass the package on; its makers have to put the whole text of ${license.id} into it`;
        return judged.flatMap((problem) => problem === undefined ? [] : [{ ...problem, message: `the licence ${problem.message}`, code: 'E_FETCH_LICENSE', cure }]);
    });
}

// EXTERNAL MODULE: ./packages/archive/build/content.js
var content = __nccwpck_require__(75538);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(57075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(38522);
;// CONCATENATED MODULE: ./packages/archive/build/cursor.js
/** @param cut makes the error for a stream that ends too early */
function createCursor(chunks, cut) {
    const source = chunks[Symbol.asyncIterator]();
    let rest = new Uint8Array();
    const next = async (most) => {
        while (rest.length === 0) {
            const found = await source.next();
            if (found.done === true)
                return undefined;
            rest = found.value;
        }
        const part = rest.subarray(0, most);
        rest = rest.subarray(part.length);
        return part;
    };
    return {
        take: async function* (size) {
            for (let left = size; left > 0;) {
                const part = await next(left);
                if (part === undefined)
                    throw cut();
                left -= part.length;
                yield part;
            }
        },
        read: async (size) => {
            const parts = [];
            for (let held = 0; held < size; held += parts.at(-1)?.length ?? 0) {
                const part = await next(size - held);
                if (part === undefined && held === 0)
                    return new Uint8Array();
                if (part === undefined)
                    throw cut();
                parts.push(part);
            }
            return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
        },
    };
}

;// CONCATENATED MODULE: ./packages/archive/build/zstd-frames.js


const frameMagic = 0xfd2f_b528;
/** The last four bits are the user's. */
const skippableMagic = 0x184d_2a50;
/**
 * Cuts a stream so that no piece goes over the end of a zstd frame (RFC 8878 section 3.1), and leaves skippable frames out. Node's decoder
 * takes the end of a frame inside of a piece for the end of everything and drops the rest without a word; layers of the form zstd:chunked
 * have a frame for each file. Throws a Refusal (E_ARCHIVE_COMPRESSION) for what is no frame or ends inside of one.
 */
async function* cutFrames(chunks) {
    const cursor = createCursor(chunks, () => zstd_frames_damaged('it ends inside of a frame'));
    for (let magic = await cursor.read(4); magic.length > 0; magic = await cursor.read(4)) {
        const word = littleEndian(magic);
        if ((word & 0xffff_fff0) >>> 0 === skippableMagic) {
            for await (const _ of cursor.take(littleEndian(await whole(cursor.read(4)))))
                ;
            continue;
        }
        if (word !== frameMagic)
            throw zstd_frames_damaged('something else follows a frame');
        yield magic;
        const descriptor = await whole(cursor.read(1));
        yield descriptor;
        const [flags = 0] = descriptor;
        yield* cursor.take(headerLength(flags));
        for (let last = false; !last;) {
            const header = await whole(cursor.read(3));
            const block = littleEndian(header);
            const type = (block >>> 1) & 3;
            if (type === 3)
                throw zstd_frames_damaged('it has a block of a reserved type');
            last = (block & 1) === 1;
            yield header;
            // A block of type 1 is one byte, repeated.
            yield* cursor.take(type === 1 ? 1 : block >>> 3);
        }
        if ((flags & 4) !== 0)
            yield* cursor.take(4);
    }
}
/** Window descriptor, dictionary and content size (RFC 8878 section 3.1.1.1). */
function headerLength(flags) {
    const single = (flags & 0x20) !== 0;
    const dictionary = [0, 1, 2, 4][flags & 3] ?? 0;
    const contentSize = [single ? 1 : 0, 2, 4, 8][flags >>> 6] ?? 0;
    return (single ? 0 : 1) + dictionary + contentSize;
}
async function whole(reading) {
    const bytes = await reading;
    if (bytes.length === 0)
        throw zstd_frames_damaged('it ends inside of a frame');
    return bytes;
}
function littleEndian(bytes) {
    return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}
function zstd_frames_damaged(what) {
    const message = `the zstd data cannot be unpacked: ${what}`;
    return (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_COMPRESSION', message, cure: 'Make the archive again, and see that it was copied whole' });
}

;// CONCATENATED MODULE: ./packages/archive/build/decompress.js




/** Tells gzip (RFC 1952 section 2.3.1) and zstd (RFC 8878 section 3.1, skippable frames too) by the first four bytes. */
function detectCompression(head) {
    const [a = 0, b = 0, c = 0, d = 0] = head;
    if (a === 0x1f && b === 0x8b)
        return 'gzip';
    const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
    const isSkippable = (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
    return isFrame || isSkippable ? 'zstd' : 'none';
}
/** Unpacks gzip (all members) and zstd (all frames) and passes on anything else. Throws a Refusal (E_ARCHIVE_COMPRESSION) for what is cut or damaged. */
async function* decompress_decompress(chunks) {
    const source = chunks[Symbol.asyncIterator]();
    try {
        const { head, rest } = await peek(source);
        const compression = detectCompression(head);
        if (compression === 'none')
            yield* rest;
        else if (compression === 'gzip')
            yield* through((0,external_node_zlib_.createGunzip)({ chunkSize: 256 * 1024 }), rest, compression);
        else
            yield* through((0,external_node_zlib_.createZstdDecompress)({ chunkSize: 256 * 1024 }), cutFrames(rest), compression);
    }
    finally {
        await source.return?.();
    }
}
async function peek(source) {
    let head = new Uint8Array();
    while (head.length < 4) {
        const next = await source.next();
        if (next.done === true)
            break;
        head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    }
    const all = async function* () {
        if (head.length > 0)
            yield head;
        for (let next = await source.next(); next.done !== true; next = await source.next())
            yield next.value;
    };
    return { head, rest: all() };
}
async function* through(unpacking, chunks, compression) {
    const failure = { source: undefined };
    const readable = external_node_stream_.Readable.from(watch(chunks, failure));
    readable.on('error', (error) => unpacking.destroy(error));
    readable.pipe(unpacking);
    try {
        yield* unpacking;
    }
    catch (error) {
        if (failure.source !== undefined)
            throw failure.source.error;
        throw error instanceof build/* Refusal */.P_ ? error : (0,build/* refuse */.TR)(decompress_bad(compression, error), { cause: error });
    }
    finally {
        readable.destroy();
        unpacking.destroy();
    }
}
async function* watch(chunks, failure) {
    try {
        yield* chunks;
    }
    catch (error) {
        failure.source = { error };
        throw error;
    }
}
function decompress_bad(compression, error) {
    return {
        code: 'E_ARCHIVE_COMPRESSION',
        message: `the ${compression} data cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
        cure: 'Make the archive again, and see that it was copied whole',
    };
}

;// CONCATENATED MODULE: ./packages/archive/build/limits.js

function tooMuch(what) {
    return (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_LIMIT', message: `the archive holds ${what}`, cure: 'See where it comes from: it is larger than such an archive should be' });
}

// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __nccwpck_require__(56118);
;// CONCATENATED MODULE: ./packages/archive/build/sparse.js


/**
 * Reads the records of a sparse file; undefined for a plain one. Throws a Refusal (E_ARCHIVE_TAR) for format 0.0, whose records repeat.
 * @param name what the header calls the file; its records may say it better
 */
function planSparse(pax, name) {
    const path = pax['GNU.sparse.name'] ?? name;
    if (pax['GNU.sparse.major'] === '1')
        return { path, size: numberOf(pax['GNU.sparse.realsize'], path), map: undefined };
    const map = pax['GNU.sparse.map'];
    if (map !== undefined)
        return { path, size: numberOf(pax['GNU.sparse.size'], path), map: map === '' ? [] : map.split(',').map((text) => numberOf(text, path)) };
    if (Object.keys(pax).some((key) => key.startsWith('GNU.sparse.')))
        throw sparse_bad(path, 'is sparse in a format that is not read');
    return undefined;
}
/** The file with its holes filled. `stored` are the `length` bytes that the archive holds of it. */
async function* readSparse({ path, size, map: given }, length, stored) {
    const cursor = createCursor(stored, () => sparse_bad(path, 'has a map of its holes that does not fit its data'));
    const { map, consumed } = given === undefined ? await readMap(cursor, path) : { map: given, consumed: 0 };
    let at = 0;
    let data = 0;
    for (let position = 0; position < map.length; position += 2) {
        const offset = map[position] ?? 0;
        const count = map[position + 1] ?? Number.NaN;
        if (!(offset >= at && offset + count <= size))
            throw sparse_bad(path, 'has a map of its holes that contradicts itself');
        yield* zeros(offset - at);
        yield* cursor.take(count);
        at = offset + count;
        data += count;
    }
    if (data + consumed !== length)
        throw sparse_bad(path, 'has a map of its holes that does not fit its data');
    yield* zeros(size - at);
}
const block = 512;
/** A map of this size names some 30,000 pieces of data. */
const longestMap = 2048 * block;
/** Format 1.0: numbers in lines, the first tells how many pairs follow; filled up to whole blocks. */
async function readMap(cursor, path) {
    let text = '';
    while (text.length < longestMap) {
        const bytes = await cursor.read(block);
        if (bytes.length === 0)
            break;
        text += Buffer.from(bytes).toString('latin1');
        const lines = text.split('\n');
        const count = lines.length > 1 ? numberOf(lines[0], path) : Number.POSITIVE_INFINITY;
        // The last of the lines may go on in the next block.
        if (lines.length > 2 * count + 1)
            return { map: lines.slice(1, 2 * count + 1).map((line) => numberOf(line, path)), consumed: text.length };
    }
    throw sparse_bad(path, 'has no whole map of its holes');
}
const filling = new Uint8Array(64 * 1024);
function* zeros(size) {
    for (let left = size; left > 0; left -= filling.length)
        yield filling.subarray(0, Math.min(left, filling.length));
}
function numberOf(text, path) {
    if (text !== undefined && /^[0-9]{1,15}$/.test(text))
        return Number(text);
    throw sparse_bad(path, `has ${JSON.stringify(text)} where the map of its holes has a number`);
}
function sparse_bad(path, what) {
    const message = `the tar archive cannot be read: "${path}" ${what}`;
    return (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_TAR', message, cure: 'Pack it again without --sparse' });
}

;// CONCATENATED MODULE: ./packages/archive/build/read-tar.js




const longestPath = 4096;
/** Linux takes 64 KiB of one attribute (xattr(7)); an image has a few at most. */
const longestAttributes = 256 * 1024;
/** Known to the code and the manual, not to the types. */
const options = { allowUnknownFormat: true };
const cure = 'Make the archive again, and see that it was copied whole';
/**
 * Reads a tar file member by member, in constant memory: ustar, pax and GNU (tar(5)), with long names, sparse files of pax formats 0.1 and
 * 1.0, and the old format without a magic. It holds at most one header, of which tar-stream keeps 4 MiB at most, and a few chunks.
 * Throws a Refusal: E_ARCHIVE_TAR for what is no tar file, cut or of a kind that Linux images do not have, E_ARCHIVE_LIMIT for more than
 * `limits`. An archive that was cut exactly between two members cannot be told from a whole one: check a digest.
 */
async function* read_tar_readTar(chunks, limits = {}) {
    const archive = (0,tar_stream.extract)(options);
    archive.on('error', () => { });
    const source = { failure: undefined };
    const feeding = feed(archive, chunks, source);
    const spend = createBudget(limits);
    try {
        for await (const member of archive) {
            const stored = withoutReturn(member, source);
            const entry = readMember(member.header, stored);
            spend(entry);
            yield entry;
            for await (const _ of stored)
                ;
        }
        await feeding;
    }
    catch (error) {
        throw whatWentWrong(error, source);
    }
    finally {
        archive.destroy();
        await feeding;
    }
}
function whatWentWrong(error, source) {
    if (source.failure !== undefined)
        return source.failure.error;
    if (error instanceof build/* Refusal */.P_)
        return error;
    return (0,build/* refuse */.TR)(read_tar_bad(`it is damaged: ${error instanceof Error ? error.message : String(error)}`), { cause: error });
}
/** Never rejects: what goes wrong in the source is kept apart from what is wrong in the archive. */
async function feed(archive, chunks, source) {
    const isOver = () => archive.destroying;
    try {
        for await (const chunk of chunks) {
            if (isOver())
                return;
            if (!archive.write(chunk))
                await drained(archive, isOver);
        }
        archive.end(undefined);
    }
    catch (error) {
        source.failure ??= { error };
        archive.destroy(error instanceof Error ? error : new Error(String(error)));
    }
}
function drained(archive, isOver) {
    if (isOver())
        return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers();
    archive.once('drain', resolve).once('close', resolve);
    return promise.finally(() => archive.off('drain', resolve).off('close', resolve));
}
/** One stream for several readers, each of which goes on where the last one stopped. A stream's own iterator would destroy the whole archive then. */
function withoutReturn(stream, source) {
    const chunks = stream[Symbol.asyncIterator]();
    const next = () => chunks.next().catch((error) => {
        throw whatWentWrong(error, source);
    });
    return { [Symbol.asyncIterator]: () => ({ next }) };
}
function readMember(header, stored) {
    const pax = (header.pax ?? {});
    const sparse = planSparse(pax, header.name);
    const name = sparse?.path ?? header.name;
    const path = name.length > 1 ? name.replace(/(?<=.)\/+$/, '') : name;
    const type = typeOf(header, name);
    // Absent where the field is empty, whatever the types say.
    const linkTarget = header.linkname ?? '';
    if (path.length > longestPath || linkTarget.length > longestPath)
        throw (0,build/* refuse */.TR)(read_tar_bad(`a path has more than ${longestPath} characters`));
    const body = type !== 'file' ? nothing : sparse === undefined ? stored : readSparse(sparse, header.size, stored);
    return {
        path,
        type,
        mode: header.mode & 0o7777,
        uid: wholeOf(pax['uid'], header.uid),
        gid: wholeOf(pax['gid'], header.gid),
        size: type === 'file' ? (sparse?.size ?? header.size) : 0,
        mtime: /^-?[0-9]+(\.[0-9]*)?$/.test(pax['mtime'] ?? '') ? Number(pax['mtime']) : header.mtime.getTime() / 1000,
        ...(type === 'link' || type === 'symlink' ? { linkTarget } : {}),
        ...(sparse === undefined ? {} : { sparse: true }),
        attributes: attributesOf(pax),
        body,
    };
}
const nothing = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) };
const types = {
    file: 'file',
    'contiguous-file': 'file',
    directory: 'directory',
    link: 'link',
    symlink: 'symlink',
    'character-device': 'character-device',
    'block-device': 'block-device',
    fifo: 'fifo',
};
function typeOf(header, name) {
    const type = types[header.type];
    if (type === undefined)
        throw (0,build/* refuse */.TR)(read_tar_bad(`"${name}" is of a kind that only some tar programs know, such as a sparse file of old GNU tar`));
    // Before POSIX a slash at the end was what told a directory from a file.
    return type === 'file' && name.endsWith('/') ? 'directory' : type;
}
const prefix = 'SCHILY.xattr.';
function attributesOf(pax) {
    const names = Object.keys(pax).filter((key) => key.startsWith(prefix));
    if (names.length === 0)
        return read_tar_none;
    if (names.reduce((sum, name) => sum + name.length + (pax[name]?.length ?? 0), 0) > longestAttributes) {
        throw (0,build/* refuse */.TR)(read_tar_bad(`extended attributes have more than ${longestAttributes} characters`));
    }
    return Object.fromEntries(names.sort().map((name) => [name.slice(prefix.length), pax[name] ?? '']));
}
const read_tar_none = {};
function wholeOf(written, field) {
    return written !== undefined && /^[0-9]+$/.test(written) ? Number(written) : field;
}
function createBudget({ entries = 1_000_000, bytes = 64 * 2 ** 30 }) {
    let seen = 0;
    let held = 0;
    return ({ size }) => {
        seen += 1;
        held += size;
        if (seen > entries)
            throw tooMuch(`more than ${entries} members`);
        if (held > bytes)
            throw tooMuch(`more than ${bytes} bytes`);
    };
}
function read_tar_bad(what) {
    return { code: 'E_ARCHIVE_TAR', message: `the tar archive cannot be read: ${what}`, cure };
}

// EXTERNAL MODULE: ./packages/archive/build/zip-records.js
var zip_records = __nccwpck_require__(23467);
;// CONCATENATED MODULE: ./packages/archive/build/zip-directory.js



const endSize = 22;
const longestComment = 0xffff;
const most32 = 0xffff_ffff;
/** Reads the directory of a zip file (PKWARE's APPNOTE.TXT section 4.3) and holds every local header against it. */
function openDirectory(file, { entries = 1_000_000, bytes = 64 * 2 ** 30 }) {
    const frame = readFrame(file);
    if (frame.count > entries)
        throw tooMuch(`more than ${entries} members`);
    // A member takes 46 bytes of the directory at least, and seldom more than a few hundred.
    if (frame.size > 64 * 1024 * 1024 || frame.size < frame.count * 46)
        throw zip_directory_bad('its directory has a size that cannot be');
    const directory = readAt(file, frame.offset, frame.size);
    const found = [];
    let at = 0;
    for (let index = 0; index < frame.count; index += 1) {
        const { record, next } = readCentral(directory, at);
        found.push(record);
        at = next;
    }
    if (at !== frame.size)
        throw zip_directory_bad('its directory has more in it than it says');
    if (found.reduce((sum, { size }) => sum + size, 0) > bytes)
        throw tooMuch(`more than ${bytes} bytes`);
    const records = found.map((record) => ({ record, dataAt: readLocal(file, record) }));
    checkOverlaps(records, frame.offset);
    return records.map(({ record, dataAt }) => ({ ...record, dataAt }));
}
function readFrame(file) {
    const length = Math.min(file.size, endSize + longestComment);
    const tail = readAt(file, file.size - length, length);
    const places = [];
    for (let at = length - endSize; at >= 0; at -= 1) {
        if (tail.readUInt32LE(at) === zip_records/* signatures */.EW.end && at + endSize + tail.readUInt16LE(at + 20) === length)
            places.push(at);
    }
    const [at] = places;
    if (at === undefined)
        throw zip_directory_bad('it has no directory at its end');
    if (places.length > 1)
        throw zip_directory_bad('it has two ends');
    const end = file.size - length + at;
    if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0)
        throw zip_directory_bad('it is one of several parts');
    const [count, size, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    const frame = count === 0xffff || size === most32 || offset === most32 ? readFrame64(file, end) : { count, size, offset, end };
    if (frame.offset + frame.size !== frame.end)
        throw zip_directory_bad('its directory does not lie where it says');
    return frame;
}
function readFrame64(file, end) {
    const locator = readAt(file, end - 20, 20);
    if (locator.readUInt32LE(0) !== zip_records/* signatures */.EW.locator64)
        throw zip_directory_bad('it lacks the larger numbers that it needs');
    const at = Number(locator.readBigUInt64LE(8));
    const record = readAt(file, at, 56);
    if (record.readUInt32LE(0) !== zip_records/* signatures */.EW.end64 || at + 12 + Number(record.readBigUInt64LE(4)) !== end - 20)
        throw zip_directory_bad('its larger numbers are damaged');
    const [count, size, offset] = [32, 40, 48].map((place) => Number(record.readBigUInt64LE(place)));
    return { count: count ?? 0, size: size ?? 0, offset: offset ?? 0, end: at };
}
function readCentral(directory, at) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== zip_records/* signatures */.EW.central)
        throw zip_directory_bad('its directory is damaged');
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > directory.length)
        throw zip_directory_bad('its directory is cut');
    const [madeBy, flags, method] = [directory.readUInt16LE(at + 4), directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const rawName = Buffer.from(directory.subarray(at + 46, at + 46 + nameLength));
    const name = readName(rawName);
    const extra = readExtra(directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    // Encryption of any kind (bits 0, 6, 13), and patches (bit 5).
    if ((flags & 0x2061) !== 0)
        throw zip_directory_bad(`"${name}" is encrypted or a patch`);
    if (method !== zip_records/* methods */.vX.stored && method !== zip_records/* methods */.vX.deflated)
        throw zip_directory_bad(`"${name}" is packed by method ${method}, which is not read`);
    const wide = takeWide(extra.get(1), [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)]);
    const [size = 0, packed = 0, offset = 0] = wide;
    if (method === zip_records/* methods */.vX.stored && packed !== size)
        throw zip_directory_bad(`"${name}" is stored, and has two sizes`);
    // Unix and OS X: from others, the bits have another meaning.
    const mode = [3, 19].includes(madeBy >> 8) ? directory.readUInt32LE(at + 38) >>> 16 : 0;
    const times = extra.get(0x5455);
    const mtime = times !== undefined && times.length >= 5 ? times.readInt32LE(1) : dosTime(directory.readUInt16LE(at + 12), directory.readUInt16LE(at + 14));
    const record = {
        name,
        rawName,
        flags,
        method,
        deflated: method === zip_records/* methods */.vX.deflated,
        checksum: directory.readUInt32LE(at + 16),
        size,
        packed,
        offset,
        mode,
        mtime,
    };
    return { record, next };
}
/** UTF-8, whether the member says so or not: what it is by chance in an old code page is refused. */
function readName(raw) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    }
    catch {
        throw zip_directory_bad(`a name is no text: ${raw.toString('latin1').slice(0, 100)}`);
    }
}
function readExtra(bytes) {
    const found = new Map();
    for (let at = 0; at + 4 <= bytes.length;) {
        const [id, size] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
        if (at + 4 + size > bytes.length || found.has(id))
            throw zip_directory_bad('its directory has an extra field that is damaged or there twice');
        found.set(id, bytes.subarray(at + 4, at + 4 + size));
        at += 4 + size;
    }
    return found;
}
/** Each number that has no room in its field stands in the ZIP64 field, in this order (APPNOTE.TXT section 4.5.3). */
function takeWide(extra, fields) {
    let at = 0;
    return fields.map((field) => {
        if (field !== most32)
            return field;
        if (extra === undefined || at + 8 > extra.length)
            throw zip_directory_bad('it lacks a larger number that it needs');
        at += 8;
        const value = extra.readBigUInt64LE(at - 8);
        if (value > BigInt(Number.MAX_SAFE_INTEGER))
            throw zip_directory_bad('it has a number that cannot be');
        return Number(value);
    });
}
function dosTime(time, date) {
    const [hours, minutes, seconds] = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
    return Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, hours, minutes, seconds) / 1000;
}
/** Where the data of a member begins. Its local header has to say what the directory says: a reader that goes from the front sees no other file. */
function readLocal(file, record) {
    const header = readAt(file, record.offset, 30);
    const nameLength = header.readUInt16LE(26);
    const name = readAt(file, record.offset + 30, nameLength);
    const hasDescriptor = (record.flags & 8) !== 0;
    const agrees = header.readUInt32LE(0) === zip_records/* signatures */.EW.local &&
        name.equals(record.rawName) &&
        header.readUInt16LE(6) === record.flags &&
        header.readUInt16LE(8) === record.method &&
        (hasDescriptor ||
            (header.readUInt32LE(14) === record.checksum &&
                [most32, record.packed].includes(header.readUInt32LE(18)) &&
                [most32, record.size].includes(header.readUInt32LE(22))));
    if (!agrees)
        throw zip_directory_bad(`"${record.name}" says two different things of itself`);
    return record.offset + 30 + nameLength + header.readUInt16LE(28);
}
/** Members that share bytes are how a small file becomes petabytes (D. Fifield, "A better zip bomb"). */
function checkOverlaps(records, directory) {
    let free = 0;
    for (const { record, dataAt } of records.toSorted((one, other) => one.record.offset - other.record.offset)) {
        if (record.offset < free)
            throw zip_directory_bad(`"${record.name}" overlaps another member`);
        free = dataAt + record.packed;
    }
    if (free > directory)
        throw zip_directory_bad('a member reaches into the directory');
}
function readAt(file, offset, size) {
    if (offset < 0 || offset + size > file.size)
        throw zip_directory_bad('it is cut');
    const bytes = Buffer.alloc(size);
    if (size > 0 && file.readInto(offset, bytes) !== size)
        throw zip_directory_bad('it is cut');
    return bytes;
}
function zip_directory_bad(what) {
    return (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_ZIP', message: `the zip file cannot be read: ${what}`, cure: 'Fetch the archive again, and see where it comes from' });
}

;// CONCATENATED MODULE: ./packages/archive/build/read-zip.js




/**
 * Reads a zip file member by member, in constant memory: stored and deflated members, ZIP64, modes and links of Unix. The directory at its
 * end is what counts, and every local header has to agree with it; members may not overlap. Throws a Refusal: E_ARCHIVE_ZIP for what is no
 * zip file, damaged, encrypted or ambiguous, E_ARCHIVE_LIMIT for more than `limits`. A member's checksum is proven when its body was read.
 */
async function* readZip(file, limits = {}) {
    for (const record of openDirectory(file, limits)) {
        const body = () => readBody(file, record);
        const type = read_zip_typeOf(record);
        const base = { path: record.name.replace(/(?<=.)\/+$/, ''), mode: record.mode & 0o7777, uid: 0, gid: 0, mtime: record.mtime, attributes: {} };
        if (type === 'file')
            yield { ...base, type, size: record.size, body: { [Symbol.asyncIterator]: body } };
        else if (type === 'symlink')
            yield { ...base, type, size: 0, linkTarget: await read_zip_readText(body(), record), body: read_zip_nothing };
        else
            yield { ...base, type, size: 0, body: read_zip_nothing };
    }
}
const read_zip_nothing = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) };
/** The file type bits of stat(2). */
const read_zip_types = new Map([
    [0o010000, 'fifo'],
    [0o020000, 'character-device'],
    [0o040000, 'directory'],
    [0o060000, 'block-device'],
    [0o120000, 'symlink'],
    // A socket: nothing that an archive holds, and refused as a pipe is.
    [0o140000, 'fifo'],
]);
function read_zip_typeOf({ mode, name }) {
    return read_zip_types.get(mode & 0o170000) ?? (name.endsWith('/') ? 'directory' : 'file');
}
async function read_zip_readText(body, { name, size }) {
    if (size > 4096)
        throw zip_directory_bad(`the link "${name}" has a target of ${size} bytes`);
    const parts = [];
    for await (const part of body)
        parts.push(part);
    return Buffer.concat(parts).toString('utf8');
}
const chunkSize = 256 * 1024;
async function* readBody(file, record) {
    let checksum = 0;
    let size = 0;
    for await (const bytes of record.deflated ? inflate(file, record) : readPacked(file, record)) {
        size += bytes.length;
        if (size > record.size)
            throw zip_directory_bad(`"${record.name}" holds more than the ${record.size} bytes that it says`);
        checksum = (0,external_node_zlib_.crc32)(bytes, checksum);
        yield bytes;
    }
    if (size !== record.size || checksum !== record.checksum)
        throw zip_directory_bad(`"${record.name}" is damaged`);
}
function* readPacked(file, { dataAt, packed, name }) {
    for (let at = 0; at < packed;) {
        const bytes = Buffer.allocUnsafeSlow(Math.min(chunkSize, packed - at));
        const count = file.readInto(dataAt + at, bytes);
        if (count === 0)
            throw zip_directory_bad(`"${name}" is cut`);
        at += count;
        yield bytes.subarray(0, count);
    }
}
async function* inflate(file, record) {
    const source = external_node_stream_.Readable.from(readPacked(file, record));
    const inflating = (0,external_node_zlib_.createInflateRaw)({ chunkSize });
    source.on('error', (error) => inflating.destroy(error));
    source.pipe(inflating);
    try {
        yield* inflating;
        // What stands behind the end of the data would be read by another program as something else.
        if (inflating.bytesWritten !== record.packed)
            throw zip_directory_bad(`"${record.name}" has something behind its data`);
    }
    catch (error) {
        if (error instanceof build/* Refusal */.P_)
            throw error;
        throw (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_ZIP', message: `the zip file cannot be read: "${record.name}" is damaged`, cure: 'Fetch the archive again' }, { cause: error });
    }
    finally {
        source.destroy();
        inflating.destroy();
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/unpack.js


const unpack_longestPath = 1000;
const deepest = 100;
/**
 * Decides what of an archive that somebody else made may be written below an empty folder. Throws a Refusal (E_ARCHIVE_UNPACK) that names the
 * member at the first absolute path, `..`, path that is there twice or differs only in what file systems ignore, member below a file or a
 * link, link that leaves the tree, leads nowhere or to itself, hard link, sparse file, device; or name that no text is. What was written
 * before is to be thrown away: unpack beside the place, and rename. Size and number of members are limited by whoever reads the archive.
 */
async function* planUnpack(members, rules = {}) {
    const tree = createTree();
    const links = [];
    for await (const member of members) {
        const path = unwrapOne(readPath(member, rules), member);
        if (path === '.')
            continue;
        const kind = unwrapOne(readKind(member), member);
        const problem = tree.add(path, kind);
        if (problem !== undefined)
            throw unpack_bad(member, problem);
        if (kind === 'folder')
            yield { kind, path };
        else if (kind === 'link')
            links.push({ path, target: unwrapOne(readTarget(path, member), member) });
        else
            yield { kind, path, mode: (member.mode & 0o111) === 0 ? 0o644 : 0o755, size: member.size, body: member.body };
    }
    for (const { path, target } of links) {
        const problem = tree.follow(path, new Map(links.map((link) => [link.path, link.target])));
        if (problem !== undefined)
            throw unpack_bad({ path }, problem);
        yield { kind: 'link', path, target };
    }
}
function readKind({ type, sparse, mode }) {
    if (sparse === true)
        return (0,build/* err */._q)('is a sparse file, whose size in the archive says nothing of its size on a disk');
    if (type === 'directory')
        return (0,build.ok)('folder');
    if (type === 'symlink')
        return (0,build.ok)('link');
    if (type === 'file')
        return (mode & 0o6000) === 0 ? (0,build.ok)('file') : (0,build/* err */._q)('would run as another user (setuid or setgid)');
    return (0,build/* err */._q)(type === 'link' ? 'is a hard link' : `is a ${type}`);
}
/** Windows takes these for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
function readPath({ path: written, type }, { windows = false }) {
    if (/^(\/|\\|[A-Za-z]:)/.test(written))
        return (0,build/* err */._q)('has an absolute path');
    // GNU tar writes them for what is packed as ".".
    const path = written.replace(/^(\.\/)+(?=.)/, '');
    if (path === '.' || path === './')
        return type === 'directory' ? (0,build.ok)('.') : (0,build/* err */._q)('has no name');
    const parts = path.split('/');
    if (parts.includes('..'))
        return (0,build/* err */._q)('has ".." in its path');
    if (parts.some((part) => part === '' || part === '.'))
        return (0,build/* err */._q)('has an empty part or "." in its path');
    if (/[\u0000-\u001f\u007f\\\ufffd]/.test(path) || !path.isWellFormed())
        return (0,build/* err */._q)('has a backslash or something that is no text in its path');
    if (path.length > unpack_longestPath || parts.length > deepest || parts.some((part) => new TextEncoder().encode(part).length > 255))
        return (0,build/* err */._q)('has too long a path');
    if (windows && parts.some((part) => /[<>:"|?*]|[. ]$/.test(part) || devices.test(part)))
        return (0,build/* err */._q)('has a path that Windows cannot hold');
    return (0,build.ok)(path);
}
function readTarget(path, { linkTarget = '' }) {
    return (0,content/* resolveTarget */.u1)(path, linkTarget) === undefined ? (0,build/* err */._q)(`is a link to ${JSON.stringify(linkTarget)}, which leaves the archive`) : (0,build.ok)(linkTarget);
}
/** The paths that were met, as file systems would take them. */
function createTree() {
    const known = new Map();
    const put = (path, kind) => {
        const key = foldName(path);
        const there = known.get(key);
        if (there === undefined)
            known.set(key, { path, kind });
        else if (there.path !== path)
            return `cannot be beside "${there.path}" on every file system`;
        else if (there.kind !== 'folder' || kind !== 'folder')
            return 'is there twice';
        return undefined;
    };
    return {
        add: (path, kind) => {
            for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) {
                const parent = path.slice(0, cut);
                const there = known.get(foldName(parent));
                if (there !== undefined && there.kind !== 'folder')
                    return `is below "${parent}", which is a ${there.kind}`;
                const problem = put(parent, 'folder');
                if (problem !== undefined)
                    return problem;
            }
            return put(path, kind);
        },
        /** Where a link ends, through other links. */
        follow: (path, targets) => {
            let at = path;
            for (let step = 0; step <= targets.size; step += 1) {
                const reached = (0,content/* resolveTarget */.u1)(at, targets.get(at) ?? '') ?? '';
                const there = known.get(foldName(reached));
                if (reached !== '' && there?.path !== reached)
                    return `is a link to "${targets.get(at)}", which is not in the archive`;
                if (reached === '' || there?.kind !== 'link')
                    return undefined;
                at = reached;
            }
            return 'is a link that leads to itself';
        },
    };
}
/** What file systems of macOS and Windows ignore in names: case, the ways to write an accent, characters that nobody sees. */
function foldName(path) {
    return path
        .normalize('NFKC')
        .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
        .toLowerCase();
}
function unwrapOne(result, member) {
    if (result.ok)
        return result.value;
    throw unpack_bad(member, result.error);
}
function unpack_bad({ path }, what) {
    const problem = {
        code: 'E_ARCHIVE_UNPACK',
        message: `the archive cannot be unpacked: ${JSON.stringify(path.slice(0, 200))} ${what}`,
        cure: 'Do not use the archive, and see where it comes from',
    };
    return (0,build/* refuse */.TR)(problem);
}

;// CONCATENATED MODULE: ./packages/archive/build/read-archive.js





/**
 * Reads an archive that somebody else made, whichever of the formats it is (told by its first bytes), and decides what may be written: see
 * `planUnpack`. The limits hold for what comes out, and also for what a compressed tar file holds beside its members.
 */
function unpackArchive(file, limits = {}) {
    return planUnpack(isZip(file) ? readZip(file, limits) : read_tar_readTar(limited(decompress_decompress(chunksOf(file)), limits), limits), limits);
}
/** A local header, or the end of an empty zip file. */
function isZip(file) {
    const head = new Uint8Array(4);
    file.readInto(0, head);
    return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}
async function* chunksOf(file) {
    for (let offset = 0; offset < file.size;) {
        const bytes = Buffer.allocUnsafeSlow(Math.min(256 * 1024, file.size - offset));
        const count = file.readInto(offset, bytes);
        if (count === 0)
            return;
        offset += count;
        yield bytes.subarray(0, count);
    }
}
/** Headers and fillings of the members, and what stands behind the last one. */
async function* limited(chunks, { entries = 1_000_000, bytes = 64 * 2 ** 30 }) {
    const most = bytes + 2048 * (entries + 10) + 16 * 2 ** 20;
    let seen = 0;
    for await (const chunk of chunks) {
        seen += chunk.length;
        if (seen > most)
            throw tooMuch(`more than ${bytes} bytes`);
        yield chunk;
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/read-layer.js



/** Layers that are tar files, packed or not (OCI media-types.md; Docker's image manifest version 2, schema 2). */
const layerType = /^application\/vnd\.(?:oci\.image\.layer\.(?:nondistributable\.)?v1|docker\.image\.rootfs\.(?:foreign\.)?diff)\.tar(?:[.+](?:gzip|zstd))?$/;
/**
 * Reads one layer of an image, as `readTar` does. How it is packed is told by its bytes; the media type only has to be that of a layer.
 * Throws Refusals: E_ARCHIVE_LAYER for another type, such as an encrypted layer, and those of `readTar` and `decompress`.
 */
async function* readLayer(chunks, mediaType, limits = {}) {
    if (!layerType.test(mediaType)) {
        const cure = 'Build the image with layers that are tar files, packed with gzip or zstd or not at all';
        throw refuse({ code: 'E_ARCHIVE_LAYER', message: `a layer of the media type ${mediaType} cannot be read`, cure });
    }
    yield* readTar(decompress(chunks), limits);
}

// EXTERNAL MODULE: ./packages/archive/build/tar.js + 1 modules
var tar = __nccwpck_require__(33906);
;// CONCATENATED MODULE: ./packages/archive/build/streams.js
/** Tar files and layers as streams, apart from the licence texts that the room's main entry carries. */









;// CONCATENATED MODULE: ./actions/fetch-release/build/members.js



const archives = /\.(tar\.gz|tgz|tar\.zst|tar|zip)$/i;
const licenseName = /^(?:[^/]+\/)?(?:LICEN[CS]E|COPYING)(?:[._-][^/]*)?$/i;
const largestLicense = 2 ** 20;
function isArchive(name) {
    return archives.test(name);
}
/** Reads archives to their ends without writing anything: what is hostile, damaged or too much is known before the first file is put down. */
async function readContents(files, unpack, budget, ports) {
    const contents = [];
    let left = budget;
    for (const from of files) {
        if (!unpack || !isArchive(from.name)) {
            contents.push({ from, isArchive: false, members: [{ kind: 'file', path: from.name, mode: 0o644, digest: from.digest }], licenses: [] });
            continue;
        }
        const read = await readMembers(from, left, ports);
        left = { bytes: left.bytes - read.size, entries: left.entries - read.content.members.length };
        contents.push(read.content);
    }
    return contents;
}
async function readMembers(from, limits, ports) {
    const members = [];
    const licenses = [];
    let size = 0;
    for await (const step of openArchive(from, limits, ports)) {
        if (step.kind !== 'file') {
            members.push(step);
            continue;
        }
        const isLicense = licenseName.test(step.path) && step.size <= largestLicense;
        const { digest, bytes } = await digestBody(step.body, isLicense);
        size += step.size;
        members.push({ kind: 'file', path: step.path, mode: step.mode, digest });
        if (isLicense)
            licenses.push({ path: step.path, text: Buffer.concat(bytes).toString('utf8') });
    }
    return { content: { from, isArchive: true, members, licenses }, size };
}
async function digestBody(body, keep) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const bytes = [];
    for await (const part of body) {
        hash.update(part);
        if (keep)
            bytes.push(part);
    }
    return { digest: `sha256:${hash.digest('hex')}`, bytes };
}
/** The steps of an archive. What is refused names the archive. */
async function* openArchive({ name, path }, limits, ports) {
    const file = ports.files.open(path);
    const rules = { windows: ports.job.platform.startsWith('windows/') };
    try {
        yield* unpackArchive(file, { ...limits, ...rules });
    }
    catch (error) {
        throw error instanceof build/* Refusal */.P_ ? new build/* Refusal */.P_(error.problems.map((problem) => ({ ...problem, at: { file: name } }))) : error;
    }
    finally {
        file.close();
    }
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/place.js
/**
 * Decides where each member goes: paths without their first folders, every path once. What two packages share is put down once if it is
 * the same. Paths and links of one archive have been judged when it was read; a link has to lead to the same when folders are cut off.
 */
function planPlaces(contents, strip) {
    const placed = new Map();
    const found = [];
    for (const content of contents) {
        for (const member of content.members) {
            const path = content.isArchive ? member.path.split('/').slice(strip).join('/') : member.path;
            if (path === '' && member.kind === 'folder')
                continue;
            const wrong = path === '' ? `lies above the folders that strip-components: ${strip} cuts off` : checkLink(member, path, strip);
            if (wrong !== undefined) {
                found.push(place_problem(member.path, wrong, 'Give a smaller strip-components', content));
                continue;
            }
            const key = path.normalize('NFKC').toLowerCase();
            const other = placed.get(key);
            if (other === undefined)
                placed.set(key, { content, member, path });
            else if (other.path !== path || !isSame(other.member, member)) {
                const message = `would lie where "${other.member.path}" of ${other.content.from.name} lies, and is another file`;
                found.push(place_problem(member.path, message, 'Fetch them into folders of their own', content));
            }
        }
    }
    found.push(...checkParents(placed));
    return found.length === 0 ? { ok: true, value: [...placed.values()] } : { ok: false, error: found };
}
/** The members of one archive fit each other; those of several may not. */
function checkParents(placed) {
    const found = [];
    for (const [key, { member, content }] of placed) {
        for (let cut = key.indexOf('/'); cut !== -1; cut = key.indexOf('/', cut + 1)) {
            const above = placed.get(key.slice(0, cut));
            if (above === undefined || above.member.kind === 'folder')
                continue;
            found.push(place_problem(member.path, `would lie below "${above.path}", which is a ${above.member.kind}`, 'Fetch them into folders of their own', content));
            break;
        }
    }
    return found;
}
function checkLink(member, path, strip) {
    if (member.kind !== 'link' || strip === 0)
        return undefined;
    const before = resolve(member.path, member.target);
    const after = resolve(path, member.target);
    const wanted = before?.split('/').slice(strip).join('/');
    const same = before !== undefined && before.split('/').length > strip && after === wanted;
    return same ? undefined : `is a link to "${member.target}", which leads elsewhere when folders are cut off`;
}
function resolve(path, target) {
    const parts = path.split('/').slice(0, -1);
    for (const part of target.split('/')) {
        if (part === '' || part === '.')
            continue;
        if (part !== '..')
            parts.push(part);
        else if (parts.pop() === undefined)
            return undefined;
    }
    return parts.join('/');
}
function isSame(one, other) {
    if (one.kind === 'file' && other.kind === 'file')
        return one.digest === other.digest && one.mode === other.mode;
    if (one.kind === 'link' && other.kind === 'link')
        return one.target === other.target;
    return one.kind === 'folder' && other.kind === 'folder';
}
function place_problem(path, message, cure, { from }) {
    return { code: 'E_FETCH_PLACE', message: `"${path}" ${message}`, cure, at: { file: from.name } };
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/put-down.js



/**
 * Puts the members down in a folder, all or none: what is in the way is found before the first is written, and what was written is taken
 * back when a later one fails. Nothing is ever written through a link.
 */
async function putDown(folder, placed, rules, ports) {
    const root = ports.files
        .resolve(folder)
        .replaceAll('\\', '/')
        .replace(/(?<=.)\/+$/, '');
    const steps = await look(root, placed, rules.overwrite, ports);
    const journal = createJournal(ports);
    try {
        await journal.makeFolder(root);
        for (const { placed: one, path } of steps)
            if (one.member.kind === 'folder')
                await journal.makeFolder(path);
        const contents = new Set(steps.map(({ placed: one }) => one.content));
        for (const content of contents) {
            const own = new Map(steps.filter((step) => step.placed.content === content && step.deed !== 'keep').map((step) => [step.placed.member.path, step]));
            if (content.isArchive)
                await writeArchive(content.from, own, rules.limits, journal, ports);
            else
                for (const step of own.values())
                    await journal.copy(step.path, content.from.path);
        }
        for (const { placed: one, path, deed } of steps)
            if (one.member.kind === 'link' && deed === 'write')
                await journal.link(path, one.member.target);
    }
    catch (error) {
        await journal.takeBack();
        throw error;
    }
}
async function writeArchive(from, own, limits, journal, ports) {
    for await (const member of openArchive(from, limits, ports)) {
        const step = member.kind === 'file' ? own.get(member.path) : undefined;
        if (step === undefined || member.kind !== 'file')
            continue;
        if (ports.signal.aborted)
            throw (0,build/* refuse */.TR)({ code: 'E_FETCH_CANCELLED', message: 'the job was cancelled', cure: 'Run it again: nothing was left behind' });
        await journal.write(step.path, member.body, member.mode);
    }
}
async function look(root, placed, overwrite, ports) {
    const steps = [];
    const found = [];
    const folders = new Map();
    /** Whether a path may be written below: a folder, or nothing yet. The root itself may be anything that leads to a folder, but a link. */
    const isFolder = async (path) => {
        const known = folders.get(path);
        if (known !== undefined)
            return known;
        const info = await ports.files.info(path);
        const right = info === undefined || info.kind === 'directory';
        folders.set(path, right);
        return right;
    };
    if (!(await isFolder(root)))
        throw (0,build/* refuse */.TR)({ code: 'E_FETCH_PLACE', message: `${root} is no folder`, cure: 'Name a folder, or one that is not there yet', at: { input: 'path' } });
    for (const one of placed) {
        const path = `${root}/${one.path}`;
        const blocked = await firstBlocked(root, one.path, isFolder);
        const deed = blocked === undefined ? await compare(path, one, overwrite, ports) : `lies below ${blocked}, which is no folder`;
        if (deed === 'write' || deed === 'keep' || deed === 'replace')
            steps.push({ placed: one, path, deed });
        else
            found.push({ code: 'E_FETCH_PLACE', message: `"${one.path}" ${deed}`, cure: 'Fetch into another folder, or remove what is there', at: { input: 'path' } });
    }
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    return steps;
}
async function firstBlocked(root, path, isFolder) {
    for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) {
        if (!(await isFolder(`${root}/${path.slice(0, cut)}`)))
            return path.slice(0, cut);
    }
    return undefined;
}
async function compare(path, { member }, overwrite, ports) {
    const there = await ports.files.info(path);
    if (there === undefined)
        return 'write';
    if (member.kind === 'folder')
        return there.kind === 'directory' ? 'keep' : 'is a folder, and something else is there';
    if (member.kind === 'link')
        return there.kind === 'link' && there.target === member.target ? 'keep' : 'is a link, and something else is there';
    if (there.kind !== 'file')
        return `is a file, and a ${there.kind} is there`;
    const sameMode = ports.job.platform.startsWith('windows/') || (there.mode & 0o100) === (member.mode & 0o100);
    if (sameMode && (await ports.files.digest(path)).digest === member.digest)
        return 'keep';
    return overwrite ? 'replace' : 'is there already, and different';
}
/** Writes, and remembers how to take it back. */
function createJournal(ports) {
    const undo = [];
    const made = new Set();
    const makeFolder = async (path) => {
        if (made.has(path))
            return;
        made.add(path);
        if ((await ports.files.info(path)) !== undefined)
            return;
        const parent = external_node_path_.posix.dirname(path);
        if (parent !== path)
            await makeFolder(parent);
        undo.push(() => ports.files.remove(path));
        await ports.files.makeFolder(path);
    };
    const write = async (path, chunks, mode) => {
        await makeFolder(external_node_path_.posix.dirname(path));
        if ((await ports.files.info(path)) === undefined)
            undo.push(() => ports.files.remove(path));
        else {
            const backup = `${await ports.files.makeTemporary('replaced')}/0`;
            await ports.files.copy(path, backup);
            undo.push(() => ports.files.copy(backup, path));
        }
        await ports.files.writeStream(path, chunks, mode);
    };
    return {
        makeFolder,
        write,
        /** A whole file as it is: by the system where nothing is in the way, so that none of its bytes comes by here. */
        copy: async (path, from) => {
            if ((await ports.files.info(path)) !== undefined)
                return write(path, ports.files.stream(from), 0o644);
            await makeFolder(external_node_path_.posix.dirname(path));
            undo.push(() => ports.files.remove(path));
            await ports.files.copy(from, path);
        },
        /** Fails where something is in the way. */
        link: async (path, target) => {
            const folder = external_node_path_.posix.dirname(path);
            await makeFolder(folder);
            await ports.files.copyTree(folder, folder, [{ path: external_node_path_.posix.basename(path), kind: 'link', executable: false, content: target }], 'kept');
            undo.push(() => ports.files.remove(path));
        },
        takeBack: async () => {
            for (const step of undo.toReversed())
                await step();
        },
    };
}

;// CONCATENATED MODULE: ./actions/fetch-release/build/run.js










/** Fetches, proves, unpacks. On a refusal nothing is left, neither in the folder nor beside it. */
async function run(inputs, ports) {
    const request = (0,build/* unwrap */.oA)(planRequest(inputs, ports.job.platform));
    const license = inputs.license === undefined ? undefined : await readLicense(inputs.license);
    const staging = await ports.files.makeTemporary('fetch');
    try {
        const fetched = await fetchSet(request, inputs, staging, ports);
        const budget = { bytes: inputs['max-unpacked-mib'] * 2 ** 20, entries: inputs['max-files'] };
        const contents = await readContents(fetched.files, inputs.unpack, budget, ports);
        const wrong = license === undefined ? [] : await checkLicenses(contents, license);
        const places = planPlaces(contents, inputs['strip-components']);
        if (wrong.length > 0 || !places.ok)
            throw new build/* Refusal */.P_([...wrong, ...(places.ok ? [] : places.error)]);
        await putDown(inputs.path, places.value, { overwrite: inputs.overwrite, limits: budget }, ports);
        return tell(fetched, inputs, ports);
    }
    finally {
        await ports.files.remove(staging);
        await forget(ports);
    }
}
function tell(fetched, { path, repository }, ports) {
    const { tag, source, files } = fetched;
    ports.summary.add(renderSummary(fetched, { repository, folder: path }));
    return {
        path: ports.files.resolve(path),
        tag,
        version: versionOf(tag),
        digest: files.length === 1 ? (files[0]?.digest ?? '') : '',
        files: renderFiles(fetched),
        source,
        cached: String(files.every(({ cached }) => cached)),
    };
}


/***/ }),

/***/ 75538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   u1: () => (/* binding */ resolveTarget)
/* harmony export */ });
/* unused harmony exports earliestTime, planArchive, sizeOf */
/* harmony import */ var _slipway_kernel__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(74956);

/** 1980-01-01T00:00:00Z, the earliest time that every archive format can hold: the time of entries when nothing else is said. */
const earliestTime = 315_532_800;
const longestPath = 1000;
/**
 * Decides what an archive holds, or reports everything that may not go in: absolute paths and `..`, a path twice, paths that differ
 * only in case, links that leave the tree or lead nowhere, devices, an empty set.
 * Order and normalisation follow https://reproducible-builds.org/docs/archives/.
 */
function planArchive(request) {
    const folders = foldersOf(request.entries);
    const there = new Set([...folders, ...request.entries.map(({ path }) => path)]);
    const found = [
        ...checkFrame(request),
        ...request.entries.flatMap(({ path }) => checkPath(path)),
        ...checkClashes(request.entries, folders),
        ...request.entries.flatMap((entry) => checkEntry(entry, there)),
    ];
    if (found.length > 0)
        return err(found);
    const top = request.folder === '' ? '' : `${request.folder}/`;
    const entries = [...folders].map((path) => ({ kind: 'folder', path: `${top}${path}/`, mode: 0o755 }));
    if (top !== '')
        entries.push({ kind: 'folder', path: top, mode: 0o755 });
    for (const entry of request.entries)
        if (entry.kind !== 'other')
            entries.push(writtenEntry(entry, `${top}${entry.path}`));
    return ok({ folder: request.folder, mtime: request.mtime, entries: entries.sort((left, right) => (left.path < right.path ? -1 : 1)) });
}
function sizeOf(content) {
    return content instanceof Uint8Array ? content.byteLength : content.size;
}
function writtenEntry(entry, path) {
    if (entry.kind === 'link')
        return { kind: 'link', path, mode: 0o777, target: entry.target };
    return { kind: 'file', path, mode: (entry.mode & 0o100) === 0 ? 0o644 : 0o755, content: entry.content, size: sizeOf(entry.content) };
}
function checkFrame({ folder, mtime, entries }) {
    const found = [];
    if (entries.length === 0)
        found.push(bad('EMPTY', 'an archive without a file', 'Name at least one file'));
    if (folder !== '' && !/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(folder))
        found.push(bad('FOLDER', `"${folder}" is no name of a top folder`, 'Use letters, digits, ".", "_", "+" and "-"'));
    // The field of ustar is octal and would hold more; readers that keep seconds in 32 bits do not.
    if (!Number.isInteger(mtime) || mtime < 0 || mtime > 0x7fff_ffff)
        found.push(bad('TIME', `${mtime} is no time of an entry`, 'Use whole seconds from 0 to 2147483647'));
    return found;
}
/** Every folder that a path needs, without the top folder. */
function foldersOf(entries) {
    const folders = new Set();
    for (const { path } of entries) {
        // Where a folder is known, so are those above it.
        for (let cut = path.lastIndexOf('/'); cut !== -1 && !folders.has(path.slice(0, cut)); cut = path.lastIndexOf('/', cut - 1)) {
            folders.add(path.slice(0, cut));
            if (cut === 0)
                break;
        }
    }
    return folders;
}
function checkPath(path) {
    const flaw = (what, cure) => [bad('PATH', `${JSON.stringify(path)} ${what}`, cure)];
    if (path === '')
        return [bad('PATH', 'a file without a name', 'Give it a name')];
    if (/^(\/|[A-Za-z]:)/.test(path))
        return flaw('is an absolute path', 'Write a path inside the package');
    if (/[^\u0020-\u007e]|\\/.test(path))
        return flaw('holds a backslash, a control character, or a character that is not ASCII', 'Rename it inside the package');
    if (/(^|\/)\.{0,2}(\/|$)/.test(path))
        return flaw('has an empty, "." or ".." part', 'Write a plain path inside the package');
    // What file systems take of one name (NAME_MAX), and well below what systems take of a path.
    if (path.length > longestPath || (path.length > 255 && path.split('/').some((part) => part.length > 255)))
        return flaw('is too long', `Use at most 255 characters for each name and ${longestPath} for the whole`);
    return [];
}
function checkClashes(entries, folders) {
    const found = [];
    const seen = new Map([...folders].map((path) => [path.toLowerCase(), path]));
    for (const folder of folders) {
        const other = seen.get(folder.toLowerCase());
        if (other !== undefined && other !== folder)
            found.push(bad('CASE', `"${folder}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'));
    }
    for (const { path } of entries) {
        const other = seen.get(path.toLowerCase());
        if (folders.has(path))
            found.push(bad('CLASH', `"${path}" is a file and a folder`, 'Rename one'));
        else if (other === path)
            found.push(bad('DUPLICATE', `"${path}" is there twice`, 'Name it once'));
        else if (other !== undefined)
            found.push(bad('CASE', `"${path}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'));
        seen.set(path.toLowerCase(), path);
    }
    return found;
}
function checkEntry(entry, there) {
    if (entry.kind === 'other')
        return [bad('DEVICE', `"${entry.path}" is neither a file nor a link`, 'Devices, sockets and pipes do not belong in a package: leave it out')];
    if (entry.kind === 'file')
        return [];
    if (entry.target.length > longestPath)
        return [bad('LINK', `the target of the link "${entry.path}" is too long`, `Use at most ${longestPath} characters`)];
    const reached = /^[\u0020-\u007e]+$/.test(entry.target) ? resolveTarget(entry.path, entry.target) : undefined;
    const message = `the link "${entry.path}" -> "${entry.target}"`;
    if (reached === undefined)
        return [bad('LINK', `${message} leaves the package`, 'Name what it points at as a file of its own')];
    if (there.has(reached))
        return [];
    return [bad('LINK', `${message} leads to nothing in the package`, 'Add what it points at, or leave the link out')];
}
/** The path that a link leads to; undefined where it leaves the tree, or may do so through another link. */
function resolveTarget(path, target) {
    if (target === '' || /^\/|[\u0000-\u001f\u007f\\\ufffd]/.test(target) || !target.isWellFormed())
        return undefined;
    const parts = path.split('/').slice(0, -1);
    const steps = target.split('/').filter((part) => part !== '' && part !== '.');
    const down = steps.findIndex((part) => part !== '..');
    // A ".." behind a name could step out of what another link leads to, which the text of the path does not show.
    if (down !== -1 && steps.includes('..', down))
        return undefined;
    for (const part of steps) {
        if (part !== '..')
            parts.push(part);
        else if (parts.pop() === undefined)
            return undefined;
    }
    return parts.join('/');
}
function bad(code, message, cure) {
    return { code: `E_ARCHIVE_${code}`, message, cure };
}


/***/ }),

/***/ 75143:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* unused harmony exports exactly, changed */
/* harmony import */ var _slipway_kernel__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(74956);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(75538);


/** Bytes of one read of a file: fits into a processor's cache. */
const chunk = (/* unused pure expression or super */ null && (256 * 1024));
/** The bytes of a content, as many as it promised. Throws a Refusal (E_ARCHIVE_CHANGED) otherwise. */
async function* exactly(content, path) {
    const size = sizeOf(content);
    let seen = 0;
    for await (const bytes of chunksOf(content)) {
        seen += bytes.byteLength;
        if (seen > size)
            throw changed(path, size, `at least ${seen}`);
        yield bytes;
    }
    if (seen !== size)
        throw changed(path, size, String(seen));
}
function chunksOf(content) {
    if (content instanceof Uint8Array)
        return [content];
    return 'stream' in content ? content.stream() : readAll(content);
}
function* readAll({ open, size }) {
    const file = open();
    try {
        for (let offset = 0; offset < file.size;) {
            const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, Math.max(size, file.size) - offset));
            const count = file.readInto(offset, bytes);
            if (count === 0)
                return;
            offset += count;
            yield bytes.subarray(0, count);
        }
    }
    finally {
        file.close();
    }
}
function changed(path, expected, actual) {
    return refuse({
        code: 'E_ARCHIVE_CHANGED',
        message: `"${path}" had ${expected} bytes and yielded ${actual} while it was packed`,
        cure: 'Let nothing write to the files while they are packed',
    });
}


/***/ }),

/***/ 33906:
/***/ ((__unused_webpack___webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {


// UNUSED EXPORTS: tar

// EXTERNAL MODULE: ./packages/archive/build/content.js
var content = __nccwpck_require__(75538);
// EXTERNAL MODULE: ./packages/archive/build/exactly.js
var build_exactly = __nccwpck_require__(75143);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(74956);
;// CONCATENATED MODULE: ./packages/archive/build/ustar.js

/** Headers and files are filled up to blocks of this size. */
const blockSize = 512;
const typeFlags = { file: '0', link: '2', folder: '5', pax: 'x' };
/** What eleven octal digits hold: 8 GiB less one byte. */
const largestOctal = 0o77777777777;
/**
 * The header of one member: one block of the ustar format (POSIX pax, "ustar Interchange Format"), and before it a pax header ("pax Header
 * Block") where a name, a target or a size does not fit in. No field is left to a default: owner 0, no names of owners, one time.
 */
function ustar_renderHeader(entry, mtime) {
    const split = splitName(entry.path);
    const target = entry.kind === 'link' ? entry.target : '';
    const size = entry.kind === 'file' ? entry.size : 0;
    const records = [
        ...(split === undefined ? [['path', entry.path]] : []),
        ...(target.length > 100 ? [['linkpath', target]] : []),
        ...(size > largestOctal ? [['size', String(size)]] : []),
    ];
    const { name, prefix } = split ?? { name: entry.path.slice(0, 100), prefix: '' };
    const fields = {
        name,
        prefix,
        mode: entry.mode,
        mtime,
        type: typeFlags[entry.kind],
        target: target.slice(0, 100),
        size: Math.min(size, largestOctal),
    };
    if (records.length === 0)
        return renderBlock(fields);
    const extended = new TextEncoder().encode(records.map(([key, value]) => renderRecord(key, value)).join(''));
    const about = { ...fields, name: `PaxHeaders/${name.replaceAll('/', '_').slice(-80)}`, prefix: '', mode: 0o644, type: typeFlags.pax, target: '' };
    const bytes = new Uint8Array(blockSize + ustar_paddedSize(extended.length) + blockSize);
    bytes.set(renderBlock({ ...about, size: extended.length }));
    bytes.set(extended, blockSize);
    bytes.set(renderBlock(fields), bytes.length - blockSize);
    return bytes;
}
/** What ends an archive: two blocks of zeros. */
const ustar_endOfArchive = new Uint8Array(2 * blockSize);
function ustar_paddedSize(size) {
    return Math.ceil(size / blockSize) * blockSize;
}
/** ustar has 100 characters for the end of a path and 155 for its beginning, cut at a slash. Undefined where that is not enough. */
function splitName(path) {
    if (path.length <= 100)
        return { name: path, prefix: '' };
    // The slash at the end of a folder's path belongs to its name.
    const cut = path.indexOf('/', path.length - 101);
    if (cut === -1 || cut === path.length - 1 || cut > 155)
        return undefined;
    return { name: path.slice(cut + 1), prefix: path.slice(0, cut) };
}
/** `length key=value\n`, where the length counts itself. */
function renderRecord(key, value) {
    const rest = ` ${key}=${value}\n`;
    let length = rest.length + 1;
    while (`${length}${rest}`.length !== length)
        length = `${length}${rest}`.length;
    return `${length}${rest}`;
}
/** What is the same in all headers: owner 0, no names of owners, no device. */
const template = Buffer.alloc(blockSize);
template.write('0000000', 108, 'latin1');
template.write('0000000', 116, 'latin1');
template.write('ustar\u000000', 257, 'latin1');
template.write('0000000', 329, 'latin1');
template.write('0000000', 337, 'latin1');
// The sum is taken with blanks in its own field.
template.fill(' ', 148, 156);
const templateSum = sumOf(template, 0, blockSize);
function sumOf(bytes, from, length) {
    let sum = 0;
    for (let at = from; at < from + length; at += 1)
        sum += bytes[at] ?? 0;
    return sum;
}
function renderBlock({ name, prefix, mode, size, mtime, type, target }) {
    if (name.length > 100 || prefix.length > 155 || size > largestOctal)
        throw new Defect(`"${prefix}/${name}" does not fit into a header`);
    const block = Buffer.from(template);
    block.write(name, 0, 'latin1');
    block.write(octal(mode, 7), 100, 'latin1');
    block.write(`${octal(size, 11)}\u0000${octal(mtime, 11)}`, 124, 'latin1');
    block.write(type, 156, 'latin1');
    if (target !== '')
        block.write(target, 157, 'latin1');
    if (prefix !== '')
        block.write(prefix, 345, 'latin1');
    const sum = templateSum +
        sumOf(block, 0, name.length) +
        sumOf(block, 100, 7) +
        sumOf(block, 124, 23) +
        sumOf(block, 156, 1 + target.length) +
        sumOf(block, 345, prefix.length);
    block.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
    return block;
}
function octal(value, digits) {
    return value.toString(8).padStart(digits, '0');
}

;// CONCATENATED MODULE: ./packages/archive/build/tar.js



/** Bytes of one piece that comes out. Large pieces cost less to write and to compress. */
const pieceSize = (/* unused pure expression or super */ null && (1024 * 1024));
/**
 * The bytes of a plan as a tar file: ustar, and pax only where a name or a size needs it. Pieces are of 1 MiB, apart from the last one; each
 * is made while the one before is written. Throws a Refusal (E_ARCHIVE_CHANGED) when a file yields more or fewer bytes than its plan says.
 */
async function* tar(plan, { keep } = {}) {
    const source = piecesOf(plan, keep);
    let coming = source.next();
    try {
        for (let found = await coming; found.done !== true; found = await coming) {
            coming = afterwards(() => source.next());
            // An error shows when its turn comes; until then it is no unhandled one.
            coming.catch(() => { });
            yield found.value;
        }
    }
    finally {
        await coming.catch(() => { });
        await source.return(undefined);
    }
}
/** Once those who wait for what is there already have taken it: reading is synchronous, and would keep them from writing it. */
function afterwards(deed) {
    return new Promise((resolve) => void setImmediate(resolve)).then(deed);
}
async function* piecesOf(plan, keep) {
    // One is being filled, and one waits to be asked for.
    const pieces = createPieces(keep === undefined ? undefined : keep + 2);
    for (const entry of plan.entries) {
        yield* pieces.add(renderHeader(entry, plan.mtime));
        if (entry.kind !== 'file')
            continue;
        if (!(entry.content instanceof Uint8Array) && 'open' in entry.content)
            yield* addFile(pieces, entry.content, entry.path);
        else
            for await (const bytes of exactly(entry.content, entry.path))
                yield* pieces.add(bytes);
        yield* pieces.skip(paddedSize(entry.size) - entry.size);
    }
    yield* pieces.add(endOfArchive);
    yield* pieces.rest();
}
/** Collects what comes in pieces of any size into pieces of one size: always new ones, or some in turn. */
function createPieces(count) {
    const turns = [];
    const take = () => {
        const next = (count !== undefined && turns.length >= count ? turns.shift() : undefined) ?? Buffer.allocUnsafeSlow(pieceSize);
        if (count !== undefined)
            turns.push(next);
        return next;
    };
    let piece = take();
    let used = 0;
    /** Counts bytes as written; hands the piece out when it is full. */
    const advance = function* (count) {
        used += count;
        if (used < pieceSize)
            return;
        const full = piece;
        piece = take();
        used = 0;
        yield full;
    };
    return {
        /** Where the next bytes go; never empty. */
        free: () => piece.subarray(used),
        advance,
        add: function* (bytes) {
            for (let at = 0; at < bytes.length;) {
                const count = Math.min(bytes.length - at, pieceSize - used);
                piece.set(at === 0 && count === bytes.length ? bytes : bytes.subarray(at, at + count), used);
                at += count;
                yield* advance(count);
            }
        },
        skip: function* (count) {
            for (let left = count; left > 0;) {
                const part = Math.min(left, pieceSize - used);
                piece.fill(0, used, used + part);
                left -= part;
                yield* advance(part);
            }
        },
        rest: function* () {
            if (used > 0)
                yield piece.subarray(0, used);
        },
    };
}
/** Reads a file right into the pieces: no stream, and no copy. */
function* addFile(pieces, content, path) {
    const size = sizeOf(content);
    const file = content.open();
    try {
        if (file.size !== size)
            throw changed(path, size, String(file.size));
        for (let offset = 0; offset < size;) {
            const free = pieces.free();
            const count = file.readInto(offset, free.length > size - offset ? free.subarray(0, size - offset) : free);
            if (count === 0)
                throw changed(path, size, String(offset));
            offset += count;
            yield* pieces.advance(count);
        }
    }
    finally {
        file.close();
    }
}


/***/ }),

/***/ 23467:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   EW: () => (/* binding */ signatures),
/* harmony export */   vX: () => (/* binding */ methods)
/* harmony export */ });
/* unused harmony exports isLarge, isDeflated, renderLocal, renderDescriptor, renderCentral, renderEnd */
const signatures = {
    local: 0x0403_4b50,
    descriptor: 0x0807_4b50,
    central: 0x0201_4b50,
    end64: 0x0606_4b50,
    locator64: 0x0706_4b50,
    end: 0x0605_4b50,
};
const methods = { stored: 0, deflated: 8 };
/** General purpose bit 3: checksum and sizes follow the data. */
const followedByDescriptor = 0x0008;
const most32 = 0xffff_ffff;
/** Versions of the specification that a reader needs: folders and deflate, ZIP64. */
const versions = { plain: 20, large: 45 };
/** "Version made by" 3 is Unix: only then do readers take modes and links from the external attributes. */
const madeByUnix = (/* unused pure expression or super */ null && (3 << 8));
/** What deflate may add to bytes that it cannot compress is far below this. */
function isLarge(size) {
    return size > 0xf000_0000;
}
/** Numbers in little-endian order, with their widths in bytes. */
function pack(...fields) {
    const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
    let at = 0;
    for (const [bytes, value] of fields) {
        if (bytes === 8)
            buffer.writeBigUInt64LE(BigInt(value), at);
        else
            buffer.writeUIntLE(value, at, bytes);
        at += bytes;
    }
    return buffer;
}
/** Date and time in the way of MS-DOS (APPNOTE.TXT section 4.4.6), which knows no zone: always UTC, whatever the system says. */
function dosTime(mtime) {
    const when = new Date(Math.max(mtime, 315_532_800) * 1000);
    const time = (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1);
    return [time, ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate()];
}
/** Info-ZIP's extended timestamp: the time in seconds since 1970, by which readers get the same instant in every zone. */
function timeExtra(mtime) {
    return pack([2, 0x5455], [2, 5], [1, 1], [4, mtime]);
}
/** Whether a member has data that is compressed, and so sizes that are known after it only. */
function isDeflated(entry) {
    return entry.kind === 'file' && entry.size > 0;
}
/** APPNOTE.TXT section 4.3.7. A link's data is its target, stored. */
function renderLocal(entry, mtime, stored) {
    const name = Buffer.from(entry.path);
    const deflated = isDeflated(entry);
    const large = entry.kind === 'file' && isLarge(entry.size);
    const [time, date] = dosTime(mtime);
    const extra = Buffer.concat([timeExtra(mtime), large ? pack([2, 1], [2, 16], [8, 0], [8, 0]) : Buffer.alloc(0)]);
    const size = large ? most32 : stored.size;
    return Buffer.concat([
        pack([4, signatures.local], [2, large ? versions.large : versions.plain], [2, deflated ? followedByDescriptor : 0]),
        pack([2, deflated ? methods.deflated : methods.stored], [2, time], [2, date]),
        pack([4, stored.checksum], [4, size], [4, size], [2, name.length], [2, extra.length]),
        name,
        extra,
    ]);
}
/** APPNOTE.TXT section 4.3.9. */
function renderDescriptor({ checksum, packed, size, large }) {
    const width = large ? 8 : 4;
    return pack([4, signatures.descriptor], [4, checksum], [width, packed], [width, size]);
}
/** APPNOTE.TXT section 4.3.12. */
function renderCentral({ entry, offset, checksum, packed, size, large }, mtime) {
    const name = Buffer.from(entry.path);
    const [time, date] = dosTime(mtime);
    const far = offset >= most32;
    const wide = [
        ...(large
            ? [
                [8, size],
                [8, packed],
            ]
            : []),
        ...(far ? [[8, offset]] : []),
    ];
    const extra = Buffer.concat([timeExtra(mtime), wide.length === 0 ? Buffer.alloc(0) : pack([2, 1], [2, wide.length * 8], ...wide)]);
    const version = large || far ? versions.large : versions.plain;
    const deflated = isDeflated(entry);
    return Buffer.concat([
        pack([4, signatures.central], [2, madeByUnix | version], [2, version], [2, deflated ? followedByDescriptor : 0]),
        pack([2, deflated ? methods.deflated : methods.stored], [2, time], [2, date], [4, checksum]),
        pack([4, large ? most32 : packed], [4, large ? most32 : size], [2, name.length], [2, extra.length]),
        pack([2, 0], [2, 0], [2, 0], [4, attributesOf(entry)], [4, far ? most32 : offset]),
        name,
        extra,
    ]);
}
/** The type and mode of Unix above, the folder bit of MS-DOS below. */
function attributesOf({ kind, mode }) {
    const type = kind === 'folder' ? 0o040000 : kind === 'link' ? 0o120000 : 0o100000;
    return (type + mode) * 2 ** 16 + (kind === 'folder' ? 0x10 : 0);
}
/** APPNOTE.TXT sections 4.3.14 to 4.3.16. */
function renderEnd(count, size, offset) {
    const large = count >= 0xffff || size >= most32 || offset >= most32;
    const [shownCount, shownSize, shownOffset] = large ? [0xffff, most32, most32] : [count, size, offset];
    const end = pack([4, signatures.end], [2, 0], [2, 0], [2, shownCount], [2, shownCount], [4, shownSize], [4, shownOffset], [2, 0]);
    if (!large)
        return end;
    const made = madeByUnix | versions.large;
    return Buffer.concat([
        pack([4, signatures.end64], [8, 44], [2, made], [2, versions.large], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, offset]),
        pack([4, signatures.locator64], [4, 0], [8, offset + size], [4, 1]),
        end,
    ]);
}


/***/ }),

/***/ 95129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  QP: () => (/* reexport */ defineAction),
  hF: () => (/* reexport */ input),
  EZ: () => (/* reexport */ kinds_namespaceObject),
  lq: () => (/* reexport */ optional),
  TL: () => (/* reexport */ parseInputs)
});

// NAMESPACE OBJECT: ./packages/contract/build/kinds.js
var kinds_namespaceObject = {};
__nccwpck_require__.r(kinds_namespaceObject);
__nccwpck_require__.d(kinds_namespaceObject, {
  boolean: () => (kinds_boolean),
  commas: () => (commas),
  digest: () => (digest),
  duration: () => (duration),
  enumeration: () => (enumeration),
  integer: () => (integer),
  json: () => (json),
  lines: () => (lines),
  path: () => (path),
  platform: () => (platform),
  secret: () => (secret),
  string: () => (string),
  tag: () => (tag),
  text: () => (kinds_text)
});

;// CONCATENATED MODULE: ./packages/contract/build/contract.js
/** An input that must be given, or that has a default. */
function input(kind, of) {
    return { kind, presence: 'always', ...of };
}
/** An input that may be left out; its value is then undefined. */
function optional(kind, of) {
    return { kind, presence: 'maybe', ...of };
}
/** Declares an action. Everything else that says what its inputs are is generated from this. */
function defineAction(contract) {
    return contract;
}

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(74956);
;// CONCATENATED MODULE: ./packages/contract/build/kinds.js

const bad = (message, cure) => (0,build/* err */._q)({ code: 'E_CONTRACT_VALUE', message, cure });
/** Any text on one line. */
function string(options = {}) {
    return {
        typeName: 'string',
        general: 'string',
        describe: options.describe ?? 'text on one line',
        parse: (text) => {
            if (/[\n\r\0]/.test(text))
                return bad('holds a line break', 'Write it on one line');
            if (options.pattern !== undefined && !options.pattern.test(text))
                return bad(`"${text}" does not fit`, `Write ${options.describe ?? `what matches ${options.pattern}`}`);
            return (0,build.ok)(text);
        },
    };
}
/** Text of several lines, kept as it is. */
function kinds_text() {
    return { typeName: 'text', general: 'string', describe: 'text of any length', parse: (value) => (0,build.ok)(value) };
}
/** `true` or `false` as YAML 1.2 core schema writes them; everything else is an error, never a silent false. */
function kinds_boolean() {
    return {
        typeName: 'boolean',
        general: 'boolean',
        describe: '`true` or `false`',
        parse: (value) => {
            if (/^(true|True|TRUE)$/.test(value))
                return (0,build.ok)(true);
            if (/^(false|False|FALSE)$/.test(value))
                return (0,build.ok)(false);
            return bad(`"${value}" is neither true nor false`, 'Write true or false');
        },
    };
}
function integer(range) {
    const describe = `a whole number from ${range.min} to ${range.max}`;
    return {
        typeName: 'integer',
        general: 'integer',
        describe,
        parse: (value) => {
            const number = /^-?[0-9]{1,15}$/.test(value) ? Number(value) : Number.NaN;
            return number >= range.min && number <= range.max ? (0,build.ok)(number) : bad(`"${value}" does not fit`, `Write ${describe}`);
        },
    };
}
function enumeration(...allowed) {
    const names = allowed.map((name) => `\`${name}\``).join(', ');
    return {
        typeName: 'enum',
        general: 'enum',
        allowed,
        describe: `one of ${names}`,
        parse: (value) => {
            const found = allowed.find((name) => name === value);
            return found === undefined ? bad(`"${value}" is not known here`, `Write one of ${allowed.join(', ')}`) : (0,build.ok)(found);
        },
    };
}
/** Items on lines of their own; blank lines are passed over, blanks around an item cut. All bad items are named. */
function lines(item) {
    return list(item, '\n', 'one a line');
}
/** Items separated by commas or line breaks. */
function commas(item) {
    return list(item, /[,\n]/, 'separated by commas or line breaks');
}
function list(item, separator, how) {
    return {
        typeName: `list of ${item.typeName}`,
        general: 'list',
        separator: separator === '\n' ? '\n' : ',',
        describe: `${item.describe}, ${how}`,
        parse: (value) => {
            const parts = value.split(separator).map((part) => part.trim());
            const parsed = parts.filter((part) => part !== '').map((part) => item.parse(part));
            const wrong = parsed.flatMap((result) => (result.ok ? [] : [result.error]));
            if (wrong.length > 0)
                return bad(wrong.map((problem) => problem.message).join('; '), wrong[0]?.cure ?? '');
            return (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
        },
    };
}
/** A JSON value; its shape is checked by the action's plan, which knows it. */
function json() {
    return {
        typeName: 'json',
        general: 'string',
        describe: 'JSON',
        parse: (value) => {
            try {
                return (0,build.ok)(JSON.parse(value));
            }
            catch (cause) {
                return bad(`is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 'Quote it with toJSON() where it comes from an expression');
            }
        },
    };
}
/** A path with `/`, relative to the workspace or absolute. */
function path() {
    return {
        typeName: 'path',
        general: 'string',
        describe: 'a path, relative to the workspace or absolute',
        parse: (value) => (/[\n\r\0]/.test(value) ? bad('holds a line break', 'Write one path') : (0,build.ok)(value)),
    };
}
function digest() {
    return { typeName: 'digest', general: 'string', describe: 'a digest, `sha256:` and 64 hexadecimal digits', parse: build/* parseDigest */.m };
}
function platform() {
    return { typeName: 'platform', general: 'string', describe: 'a platform such as `linux/arm64`', parse: build/* parsePlatform */.FL };
}
function tag() {
    return { typeName: 'tag', general: 'string', describe: 'a tag of a registry', parse: build/* parseTag */.ED };
}
/** `90s`, `15m`, `2h`: milliseconds. A number without a unit is refused, because nobody can tell what it means. */
function duration() {
    const units = { s: 1_000, m: 60_000, h: 3_600_000 };
    return {
        typeName: 'duration',
        general: 'string',
        describe: 'a duration such as `90s`, `15m` or `2h`',
        parse: (value) => {
            const match = /^([1-9][0-9]{0,5})([smh])$/.exec(value);
            return match === null
                ? bad(`"${value}" is no duration`, 'Write a whole number and s, m or h, such as 15m')
                : (0,build.ok)(Number(match[1]) * (units[match[2] ?? ''] ?? 0));
        },
    };
}
/** A value that is masked before anything is logged. */
function secret() {
    return { ...string(), typeName: 'secret', describe: 'a secret; it is masked', secret: true };
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(21916);
;// CONCATENATED MODULE: ./packages/contract/build/parse.js


/** Parses what the workflow wrote, by input name. An absent or empty text counts as not given. All problems are reported at once. */
function parseInputs(contract, given) {
    const texts = trimAll(given);
    const found = [...unknownNames(contract, Object.keys(given)), ...brokenRules(contract.rules ?? [], texts)];
    const values = {};
    for (const [name, declared] of Object.entries(contract.inputs)) {
        const result = parseOne(name, declared, texts[name] ?? '');
        if (result.ok)
            values[name] = result.value;
        else
            found.push(result.error);
    }
    return found.length === 0 ? (0,build.ok)(values) : { ok: false, error: found };
}
function trimAll(given) {
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]));
}
function parseOne(name, declared, written) {
    // A default with an expression is the runner's to fill in: where it came out empty, nothing was given.
    const fallback = declared.default?.includes('${{') === true ? undefined : declared.default;
    const value = written === '' ? (fallback ?? '') : written;
    if (value === '') {
        if (declared.presence === 'maybe')
            return (0,build.ok)(undefined);
        // An empty list is written as nothing at all.
        if (fallback === '')
            return declared.kind.parse('');
        const message = 'is required and was not given';
        return { ok: false, error: { code: 'E_CONTRACT_REQUIRED', message, cure: `Give ${declared.kind.describe}`, at: { input: name } } };
    }
    const result = declared.kind.parse(value);
    if (result.ok)
        return result;
    return { ok: false, error: { ...result.error, at: { input: name } } };
}
function unknownNames(contract, names) {
    const known = Object.keys(contract.inputs);
    return names
        .filter((name) => !known.includes(name))
        .map((name) => ({
        code: 'E_CONTRACT_UNKNOWN_INPUT',
        message: `is no input of ${contract.name}`,
        cure: `${suggestion(name, known)}Known: ${known.join(', ')}`,
        at: { input: name },
    }));
}
/** Only a name that is near: a far-fetched guess misleads more than none. */
function suggestion(name, known) {
    const near = known.length === 0 ? undefined : (0,mod/* closest */.kp)(name, known);
    return near !== undefined && (0,mod/* distance */.Io)(name, near) <= Math.max(2, name.length / 3) ? `Did you mean "${near}"? ` : '';
}
function brokenRules(rules, texts) {
    return rules.flatMap(({ rule, inputs }) => {
        const given = inputs.filter((name) => (texts[name] ?? '') !== '');
        const names = inputs.join(', ');
        if (rule === 'exactly-one' && given.length !== 1)
            return [broken(`exactly one of ${names} must be given, not ${given.length}`, inputs)];
        if (rule === 'at-least-one' && given.length === 0)
            return [broken(`at least one of ${names} must be given`, inputs)];
        if (rule === 'together' && given.length !== 0 && given.length !== inputs.length)
            return [broken(`${names} go together`, inputs)];
        return [];
    });
}
function broken(message, inputs) {
    return { code: 'E_CONTRACT_RULE', message, cure: 'See the table of inputs in the README of the action', at: { input: inputs[0] } };
}

;// CONCATENATED MODULE: ./packages/contract/build/index.js





/***/ }),

/***/ 63001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ createClock)
/* harmony export */ });
function createClock(signal) {
    return {
        now: () => Date.now(),
        sleep: (milliseconds) => new Promise((resolve) => {
            const timer = setTimeout(done, milliseconds);
            signal.addEventListener('abort', done, { once: true });
            if (signal.aborted)
                done();
            function done() {
                clearTimeout(timer);
                signal.removeEventListener('abort', done);
                resolve();
            }
        }),
    };
}


/***/ }),

/***/ 4369:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   S0: () => (/* binding */ startCommand)
/* harmony export */ });
/* unused harmony exports runCommand, parseArguments */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(76760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(57975);
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(95129);
/* harmony import */ var _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(74956);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(63001);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(66347);
/* harmony import */ var _job_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(86280);









/** Exit codes: what was asked about holds, it does not, it could not be asked, and a mistake of our own. */
const codes = { passed: 0, refused: 1, usage: 2, defect: 3 };
/**
 * Runs a command when there are arguments; without any, a runner has started the action, and false is answered. A Refusal that is thrown
 * means that what was asked for cannot be looked at. Everything but the command's output goes to standard error.
 */
async function startCommand(command) {
    const args = process.argv.slice(2);
    if (args.length === 0)
        return false;
    process.exitCode = await runCommand(command, args, {
        ports: () => createPorts(command.contract.name),
        print: (text) => void process.stdout.write(text),
        complain: (text) => void process.stderr.write(text),
    });
    return true;
}
/** The same with its surroundings as parameters; answers the exit code. */
async function runCommand(command, args, terminal) {
    if (args.includes('--help')) {
        terminal.print(renderHelp(command));
        return codes.passed;
    }
    try {
        const parsed = parseArguments(command, args);
        const inputs = parsed.ok ? (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_4__/* .parseInputs */ .TL)(command.contract, parsed.value.given) : parsed;
        if (!inputs.ok)
            throw new _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_(inputs.error);
        const { passed, output } = await command.run(inputs.value, terminal.ports(), parsed.ok && parsed.value.json);
        terminal.print(output);
        return passed ? codes.passed : codes.refused;
    }
    catch (error) {
        if (error instanceof _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .Refusal */ .P_) {
            terminal.complain(`${error.problems.map((problem) => `${command.contract.name}: ${(0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .renderProblem */ .yM)(asOption(problem))}\n`).join('')}`);
            return codes.usage;
        }
        terminal.complain(`${command.contract.name} failed through a mistake of its own: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        return codes.defect;
    }
}
/** On the command line an input is an option. */
function asOption(problem) {
    const { input, ...place } = problem.at ?? {};
    return input === undefined ? problem : { ...problem, message: `--${input} ${problem.message}`, at: Object.keys(place).length === 0 ? undefined : place };
}
/** Reads options as the texts of inputs, by input name. An option that is given more than once is a line for each time. */
function parseArguments({ contract, single = {} }, args) {
    const names = [...Object.keys(contract.inputs), ...Object.keys(single)];
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string', multiple: true }]));
    let values;
    try {
        values = (0,node_util__WEBPACK_IMPORTED_MODULE_3__.parseArgs)({ args: [...args], options: { ...options, json: { type: 'boolean' } }, strict: true, allowPositionals: false }).values;
    }
    catch (error) {
        // Node.js's own errors are of another realm where tests run.
        const text = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
        const message = text.split('. To specify')[0]?.replace(/^./, (letter) => letter.toLowerCase()) ?? '';
        return (0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .problems */ .Bk)({
            code: 'E_HOST_OPTION',
            message,
            cure: `Known are ${names.map((name) => `--${name}`).join(', ')}, --json and --help`,
        });
    }
    const given = {};
    const twice = [];
    for (const [name, list] of Object.entries(values)) {
        if (!Array.isArray(list))
            continue;
        const target = single[name] ?? name;
        const isLines = Object.values(single).includes(target);
        if (list.length > 1 && !isLines)
            twice.push({ code: 'E_HOST_OPTION', message: 'is given more than once', cure: 'Give it once', at: { input: name } });
        given[target] = [...(given[target] === undefined ? [] : [given[target]]), ...list].join('\n');
    }
    return twice.length > 0 ? (0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .err */ ._q)(twice) : { ok: true, value: { given, json: values['json'] === true } };
}
function renderHelp({ contract, single = {} }) {
    const lines = Object.entries(contract.inputs).map(([name, { kind, description, default: fallback }]) => {
        const one = Object.entries(single).find(([, target]) => target === name)?.[0];
        return `  --${name}${one === undefined ? '' : `, --${one} (for one line)`}\n      ${description} (${kind.describe}${fallback === undefined ? '' : `; default: ${fallback}`})`;
    });
    const ends = '  --json\n      Print the result as JSON on standard output, and nothing else.';
    return `${contract.description}\n\n${[...lines, ends].join('\n')}\n\nExit codes: 0 proven, 1 refused, 2 usage, 3 a mistake of our own.\n`;
}
/** The ports of a terminal: no runner, no artifacts, and a log that standard output does not see. What takes long to load is loaded when it is used. */
function createPorts(name) {
    const complain = (text) => void process.stderr.write(`${text}\n`);
    const job = (0,_job_js__WEBPACK_IMPORTED_MODULE_7__/* .readJob */ .c)(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() });
    const { signal } = new AbortController();
    const nothing = () => Promise.reject(new _slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .Defect */ .kl('a terminal has neither artifacts nor a cache'));
    return {
        exec: {
            run: async (...args) => (await loadExec(job.workspace, complain, signal)).run(...args),
            which: async (command) => (await loadExec(job.workspace, complain, signal)).which(command),
        },
        // The runner's own library for patterns speaks to the runner, on standard output.
        files: { ...(0,_files_js__WEBPACK_IMPORTED_MODULE_6__/* .createFiles */ .q)(job), glob: (patterns) => expand(job.workspace, patterns) },
        http: {
            request: async (request) => (await Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 72956))).createHttp({ env: process.env, userAgent: `slipway-${name}`, signal }).request(request),
        },
        clock: (0,_clock_js__WEBPACK_IMPORTED_MODULE_8__/* .createClock */ .t)(signal),
        log: {
            info: () => { },
            debug: () => { },
            notice: complain,
            warning: (problem) => complain(`warning: ${(0,_slipway_kernel__WEBPACK_IMPORTED_MODULE_5__/* .renderProblem */ .yM)(problem)}`),
            group: (_, body) => body(),
            mask: () => { },
            exportVariable: () => { },
        },
        summary: { add: () => { } },
        artifacts: { upload: nothing, list: nothing, download: nothing },
        cache: { available: () => false, restore: nothing, save: nothing },
        job,
        random: (bytes) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(bytes).toString('hex'),
        signal,
    };
}
async function loadExec(cwd, print, signal) {
    const { createExec } = await Promise.resolve(/* import() */).then(__nccwpck_require__.bind(__nccwpck_require__, 49605));
    return createExec({ env: process.env, cwd, windows: process.platform === 'win32', print, signal });
}
/** Files that match patterns, as the port says it: `!` takes some out again. */
async function expand(workspace, patterns) {
    const exclude = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
    const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
    const found = new Set();
    for await (const entry of (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.glob)(wanted, { cwd: workspace, exclude, withFileTypes: true })) {
        if (!entry.isDirectory())
            found.add((0,node_path__WEBPACK_IMPORTED_MODULE_2__.relative)(workspace, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(entry.parentPath, entry.name)).split(node_path__WEBPACK_IMPORTED_MODULE_2__.sep).join('/'));
    }
    return [...found].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}


/***/ }),

/***/ 27671:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ errorCode)
/* harmony export */ });
/** The `code` of a system error, or an empty text. Not by `instanceof`: errors of Node's own modules may come from another realm. */
function errorCode(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}


/***/ }),

/***/ 49605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  createExec: () => (/* binding */ createExec)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(31421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
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


/***/ }),

/***/ 66347:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  q: () => (/* binding */ createFiles)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __nccwpck_require__(46466);
;// CONCATENATED MODULE: ./packages/host/build/copy-tree.js


/** 1980-01-01: the first day that every archive format can write. */
const fixedTime = 315_532_800;
/**
 * Copies chosen entries of a folder into another one, so that the copy depends on nothing but their names, contents and whether they are
 * executable: modes are 0755 and 0644 whatever the umask was when the sources were checked out, and every time is the same.
 * Links are made again, not followed. Where the file system can share blocks, nothing is really copied. Folders that were there before are
 * made the same way as new ones (`fixed`), or are left alone (`kept`).
 */
function copyTree(from, to, entries, existing = 'fixed') {
    const folders = new Map([['.', existing === 'fixed' || !(0,external_node_fs_.existsSync)(to)]]);
    for (const { path, kind, executable, content } of entries) {
        for (let folder = kind === 'directory' ? path : (0,external_node_path_.dirname)(path); !folders.has(folder); folder = (0,external_node_path_.dirname)(folder)) {
            folders.set(folder, existing === 'fixed' || !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(to, folder)));
        }
        const place = (0,external_node_path_.join)(to, path);
        (0,external_node_fs_.mkdirSync)(kind === 'directory' ? place : (0,external_node_path_.dirname)(place), { recursive: true });
        if (kind === 'link') {
            (0,external_node_fs_.symlinkSync)(content, place);
            (0,external_node_fs_.lutimesSync)(place, fixedTime, fixedTime);
        }
        else if (kind === 'file') {
            (0,external_node_fs_.copyFileSync)((0,external_node_path_.join)(from, path), place, external_node_fs_.constants.COPYFILE_FICLONE);
            (0,external_node_fs_.chmodSync)(place, executable ? 0o755 : 0o644);
            (0,external_node_fs_.utimesSync)(place, fixedTime, fixedTime);
        }
    }
    // Deepest first, because every write in a folder changes its time.
    const own = [...folders].filter(([, fixed]) => fixed).map(([folder]) => folder);
    for (const folder of own.sort((a, b) => b.length - a.length)) {
        (0,external_node_fs_.chmodSync)((0,external_node_path_.join)(to, folder), 0o755);
        (0,external_node_fs_.utimesSync)((0,external_node_path_.join)(to, folder), fixedTime, fixedTime);
    }
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __nccwpck_require__(75919);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(74956);
;// CONCATENATED MODULE: ./packages/host/build/digest-file.js





/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const chunk = 256 * 1024;
/** From here on a file is worth a thread of its own, which takes some 15 ms to start: hashing so much takes longer. */
const large = 32 * 1024 * 1024;
/**
 * Hashes files as sha256, each large one on a thread of its own and as many at once as there are processors, in constant memory. The calling
 * thread stays free meanwhile. Throws what opening a file throws (ENOENT), and a Defect where a file gets shorter while it is read.
 */
function createDigester(threads = (0,external_node_os_.availableParallelism)()) {
    const waiting = [];
    let running = 0;
    const enter = async () => {
        if (running < threads)
            running += 1;
        else
            await new Promise((go) => void waiting.push(go));
    };
    const leave = () => {
        const next = waiting.shift();
        // The place goes to the one that waited longest.
        if (next === undefined)
            running -= 1;
        else
            next();
    };
    return async (path) => {
        await enter();
        try {
            return await digestFile(path);
        }
        finally {
            leave();
        }
    };
}
async function digestFile(path) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    try {
        const { size } = (0,external_node_fs_.fstatSync)(descriptor);
        const hex = size < large ? digestHere(descriptor, size) : await digestOnThread(descriptor, size);
        if (hex === undefined)
            throw new build/* Defect */.kl(`${path} became shorter while it was read`);
        return { digest: `sha256:${hex}`, size };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function digestHere(descriptor, size) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, size));
    for (let offset = 0; offset < size;) {
        const count = (0,external_node_fs_.readSync)(descriptor, bytes, 0, Math.min(bytes.length, size - offset), offset);
        if (count === 0)
            return undefined;
        hash.update(bytes.subarray(0, count));
        offset += count;
    }
    return hash.digest('hex');
}
/** The same as a program, because a bundle is one file: a thread that started from a file would need another one. */
const program = `
const { createHash } = require('node:crypto')
const { readSync } = require('node:fs')
const { parentPort, workerData: { descriptor, size, chunk } } = require('node:worker_threads')
const hash = createHash('sha256')
const bytes = Buffer.allocUnsafeSlow(chunk)
let offset = 0
while (offset < size) {
  const count = readSync(descriptor, bytes, 0, Math.min(chunk, size - offset), offset)
  if (count === 0) break
  hash.update(bytes.subarray(0, count))
  offset += count
}
parentPort.postMessage(offset < size ? undefined : hash.digest('hex'))
`;
/** Descriptors belong to the whole process, so the thread reads the very file that was opened here. */
function digestOnThread(descriptor, size) {
    return new Promise((resolve, reject) => {
        const worker = new external_node_worker_threads_.Worker(program, { eval: true, workerData: { descriptor, size, chunk }, execArgv: [], env: {} });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new build/* Defect */.kl(`the thread that hashes ended with ${code}`)));
    });
}

// EXTERNAL MODULE: ./packages/host/build/error-code.js
var error_code = __nccwpck_require__(27671);
;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./packages/host/build/read-tree.js




/** Everything below a folder, sorted bytewise by path. Links are named, never followed: neither those inside, nor those that are folders. */
function readTree(folder) {
    const entries = [];
    const pending = [''];
    for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
        for (const name of (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(folder, prefix))) {
            const entry = readEntry(folder, `${prefix}${name}`);
            if (entry === undefined)
                continue;
            entries.push(entry);
            if (entry.kind === 'directory')
                pending.push(`${entry.path}/`);
        }
    }
    return sortBytewise(entries);
}
function readEntry(folder, path) {
    const found = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(folder, path), { throwIfNoEntry: false });
    // A name that is no UTF-8 comes out with another character in its place, under which there is nothing.
    if (found === undefined)
        return path.includes('\ufffd') ? { path, kind: 'other', executable: false } : undefined;
    if (found.isFile())
        return { path, kind: 'file', executable: (found.mode & 0o100) !== 0 };
    if (found.isSymbolicLink())
        return { path, kind: 'link', executable: false, target: (0,external_node_fs_.readlinkSync)((0,external_node_path_.join)(folder, path)) };
    return { path, kind: found.isDirectory() ? 'directory' : 'other', executable: false };
}
/** JavaScript compares UTF-16, whose order is that of UTF-8 as long as there are no surrogates: encoding every name would cost more than reading it. */
function sortBytewise(entries) {
    if (entries.some(({ path }) => /[\ud800-\udfff]/.test(path)))
        return entries.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
    return entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
/** Fits into a processor's cache, and holds most source files whole. */
const read_tree_chunk = 256 * 1024;
/** After so many bytes, what waits (a socket, a signal) gets its turn. */
const turn = 16 * 1024 * 1024;
/**
 * The sha256 digests of files below a folder, by path. One buffer serves all of them, so memory does not grow with the files; reading is
 * synchronous, because waiting for each of many small files costs more than hashing it.
 */
async function digestFiles(folder, paths) {
    const buffer = Buffer.allocUnsafeSlow(read_tree_chunk);
    let read = 0;
    const pause = async (count) => {
        read += count;
        if (read < turn)
            return;
        read = 0;
        await (0,external_node_timers_promises_namespaceObject.setImmediate)();
    };
    const digests = new Map();
    for (const path of paths)
        digests.set(path, await digestOne((0,external_node_path_.join)(folder, path), buffer, pause));
    return digests;
}
async function digestOne(path, buffer, pause) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    try {
        let count = fill(descriptor, buffer);
        await pause(count);
        if (count < buffer.length)
            return `sha256:${(0,external_node_crypto_.hash)('sha256', buffer.subarray(0, count))}`;
        const hasher = (0,external_node_crypto_.createHash)('sha256');
        for (; count > 0; count = fill(descriptor, buffer)) {
            hasher.update(buffer.subarray(0, count));
            await pause(count);
        }
        return `sha256:${hasher.digest('hex')}`;
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
/** A read may bring less than was asked for, although the file goes on. */
function fill(descriptor, buffer) {
    let done = 0;
    while (done < buffer.length) {
        const count = (0,external_node_fs_.readSync)(descriptor, buffer, done, buffer.length - done, null);
        if (count === 0)
            break;
        done += count;
    }
    return done;
}

;// CONCATENATED MODULE: ./packages/host/build/files.js









/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const files_chunk = 256 * 1024;
function createFiles(context) {
    const at = (path) => (0,external_node_path_.resolve)(context.workspace, path);
    const digest = createDigester();
    return {
        resolve: at,
        readText: async (path) => (await (0,promises_.readFile)(at(path))).toString('utf8'),
        readBytes: (path) => (0,promises_.readFile)(at(path)),
        write: (path, content, mode) => replace(at(path), mode, (temporary) => (0,promises_.writeFile)(temporary, content, { mode: mode ?? 0o644 })),
        writeStream: (path, chunks, mode) => replace(at(path), mode, (temporary) => (0,external_node_stream_promises_.pipeline)(chunks, (0,external_node_fs_.createWriteStream)(temporary, { mode: mode ?? 0o644 }))),
        stream: (path) => (0,external_node_fs_.createReadStream)(at(path), { highWaterMark: files_chunk }),
        open: (path) => openReader(at(path)),
        info: (path) => readInfo(at(path)),
        list: async (path) => (await (0,promises_.readdir)(at(path))).sort(bytewise),
        glob: (patterns) => expand(context.workspace, patterns),
        makeFolder: async (path) => void (await (0,promises_.mkdir)(at(path), { recursive: true })),
        makeTemporary: async (prefix) => {
            await (0,promises_.mkdir)(context.temp, { recursive: true });
            return (0,promises_.mkdtemp)((0,external_node_path_.join)(context.temp, `${prefix}-`));
        },
        copy: async (from, to) => {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(at(to)), { recursive: true });
            await (0,promises_.copyFile)(at(from), at(to));
        },
        remove: (path) => (0,promises_.rm)(at(path), { recursive: true, force: true }),
        digest: (path) => digest(at(path)),
        readTree: async (folder) => readTree(at(folder)),
        digests: (folder, paths) => digestFiles(at(folder), paths),
        copyTree: async (from, to, entries, folders) => copyTree(at(from), at(to), entries, folders),
    };
}
function bytewise(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
/** Write-then-rename, so that a crash leaves the old file or the new one. */
async function replace(path, mode, write) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.part`;
    try {
        await write(temporary);
        // A mode that was asked for is meant, whatever the umask takes from new files.
        if (mode !== undefined)
            await (0,promises_.chmod)(temporary, mode);
        await (0,promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
}
function openReader(path) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    const readInto = (offset, target) => {
        let done = 0;
        while (done < target.length) {
            const count = (0,external_node_fs_.readSync)(descriptor, target, done, target.length - done, offset + done);
            if (count === 0)
                break;
            done += count;
        }
        return done;
    };
    return {
        size: (0,external_node_fs_.fstatSync)(descriptor).size,
        read: (offset, length) => {
            const bytes = new Uint8Array(length);
            return bytes.subarray(0, readInto(offset, bytes));
        },
        readInto,
        close: () => (0,external_node_fs_.closeSync)(descriptor),
    };
}
async function readInfo(path) {
    try {
        const found = await (0,promises_.lstat)(path);
        const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : found.isSymbolicLink() ? 'link' : 'other';
        return { kind, size: found.size, mode: found.mode & 0o7777, ...(kind === 'link' ? { target: await (0,promises_.readlink)(path) } : {}) };
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes((0,error_code/* errorCode */.C)(error)))
            return undefined;
        throw error;
    }
}
async function expand(workspace, patterns) {
    const absolute = patterns.map((pattern) => (pattern.startsWith('!') ? `!${(0,external_node_path_.resolve)(workspace, pattern.slice(1))}` : (0,external_node_path_.resolve)(workspace, pattern)));
    // Loaded when it is needed: it takes longer to load than to verify a binary.
    const { create } = await __nccwpck_require__.e(/* import() */ 377).then(__nccwpck_require__.bind(__nccwpck_require__, 42377));
    const globber = await create(absolute.join('\n'), { matchDirectories: false, followSymbolicLinks: false });
    const found = await globber.glob();
    return found.map((path) => (0,external_node_path_.relative)(workspace, path).split(external_node_path_.sep).join('/')).sort(bytewise);
}


/***/ }),

/***/ 72956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  createHttp: () => (/* binding */ createHttp)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __nccwpck_require__(44708);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __nccwpck_require__(46466);
// EXTERNAL MODULE: ./packages/host/build/error-code.js
var error_code = __nccwpck_require__(27671);
;// CONCATENATED MODULE: ./packages/host/build/http-speed.js
/** Milliseconds over which a speed is judged. */
const speedWindow = 30_000;
/** Smaller transfers are over, or cut off by their deadline, before a speed says anything. */
const worthWatching = 1024 * 1024;
/** Windows for which a server may think about a large body: half of it may still lie in buffers on the way, and stand still there. */
const thinkingWindows = 10;
/**
 * Calls back when a large transfer moves fewer than `floor` bytes per second over a whole window, or when a large body that was handed over
 * gets no answer for ten windows. What is small is the deadline's business, and so is the time in which nothing has to move.
 */
function watchSpeed(transfer, floor, window, stalled) {
    if (floor === 0)
        return undefined;
    const body = transfer.size ?? 0;
    let before = { ...transfer };
    let windows = 0;
    return setInterval(() => {
        const { phase, bytes, size = bytes } = transfer;
        // A phase that began within the window has not had the whole of it.
        windows = phase === before.phase ? windows + 1 : 0;
        const slow = windows > 0 && size > worthWatching && bytes - before.bytes < (floor * window) / 1000;
        const silent = phase === 'waiting' && body > worthWatching && windows >= thinkingWindows;
        if (phase === 'waiting' ? silent : slow)
            stalled();
        before = { ...transfer };
    }, window);
}

// EXTERNAL MODULE: ./packages/host/build/ports.js
var ports = __nccwpck_require__(14319);
;// CONCATENATED MODULE: ./packages/host/build/http.js







const minute = 60_000;
const defaultLimit = 64 * 1024 * 1024;
/**
 * HTTP over node:http(s). `fetch` is not used: its header timeout runs while a body is still being sent, which ends long uploads.
 * Proxies are taken from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 */
function createHttp(context) {
    const options = { keepAlive: true, proxyEnv: context.env };
    const agents = { 'http:': new external_node_http_.Agent(options), 'https:': new external_node_https_.Agent(options) };
    return { request: (request) => exchange(context, agents, request) };
}
async function exchange(context, agents, request) {
    const body = bodyOf(request);
    const progress = { phase: body === undefined ? 'waiting' : 'sending', bytes: 0, size: body?.size, body, sent: false };
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
    const watchdog = watchSpeed(progress, request.stallFloor ?? 1024, context.speedWindow ?? speedWindow, end('stall'));
    try {
        return await talk(context, agents, request, controller.signal, progress);
    }
    catch (error) {
        if (error instanceof SinkFailure)
            throw error.cause;
        throw failureOf(error, reason, progress.sent, request);
    }
    finally {
        clearTimeout(deadline);
        clearInterval(watchdog);
        context.signal.removeEventListener('abort', onCancel);
    }
}
/** What a sink threw: not the connection's fault. */
class SinkFailure extends Error {
}
async function talk(context, agents, request, signal, progress) {
    const url = new URL(request.url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw new ports/* HttpFailure */.H('name', false, `${request.url} is neither http nor https`);
    const { body } = progress;
    const headers = { 'user-agent': context.userAgent, ...request.headers, ...(body === undefined ? {} : { 'content-length': String(body.size) }) };
    const start = url.protocol === 'https:' ? external_node_https_.request : external_node_http_.request;
    const outgoing = start(url, { method: request.method, headers, agent: agents[url.protocol], signal });
    const answer = answerOf(outgoing);
    answer.catch(() => { });
    await send(outgoing, progress, answer);
    const incoming = await answer;
    Object.assign(progress, { phase: 'receiving', bytes: 0, size: lengthOf(incoming) });
    const head = { status: incoming.statusCode ?? 0, headers: flatten(incoming) };
    return { ...head, body: await receive(incoming, head, request, progress) };
}
function bodyOf({ method, body }) {
    if (body === undefined)
        return /^(POST|PUT|PATCH)$/.test(method) ? { stream: async function* () { }, size: 0 } : undefined;
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
async function send(outgoing, progress, answer) {
    const { body } = progress;
    outgoing.once('finish', () => {
        progress.sent = true;
        if (progress.phase === 'sending')
            Object.assign(progress, { phase: 'waiting', bytes: 0 });
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
        await (0,promises_.pipeline)(external_node_stream_.Readable.from(counted(), { objectMode: false }), outgoing);
    }
    catch (error) {
        // A server may answer before it has read the body and then close: its answer counts, the broken pipe does not.
        const early = await Promise.race([answer.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 250, undefined))]);
        if (early === undefined)
            throw error;
    }
}
async function receive(incoming, head, request, progress) {
    const { limit = defaultLimit, method, url } = request;
    const chunks = [];
    const take = openSink(request, head);
    const largest = take === undefined && request.sink !== undefined ? Math.min(limit, defaultLimit) : limit;
    let size = 0;
    for await (const bytes of incoming) {
        size += bytes.length;
        progress.bytes += bytes.length;
        if (size > largest)
            throw new ports/* HttpFailure */.H('too-large', true, `the answer to ${method} ${url} is longer than ${largest} bytes`);
        if (take === undefined)
            chunks.push(bytes);
        else
            await take(bytes);
    }
    const announced = incoming.headers['content-length'];
    if (announced !== undefined && method !== 'HEAD' && incoming.statusCode !== 304 && Number(announced) !== size) {
        throw new ports/* HttpFailure */.H('truncated', true, `the answer to ${method} ${url} ended after ${size} of ${announced} bytes`);
    }
    return Buffer.concat(chunks);
}
function openSink({ sink }, head) {
    const guarded = (body) => {
        try {
            return body();
        }
        catch (cause) {
            throw new SinkFailure('the sink failed', { cause });
        }
    };
    const take = head.status >= 200 && head.status < 300 ? guarded(() => sink?.(head)) : undefined;
    if (take === undefined)
        return undefined;
    return (bytes) => guarded(() => take(bytes)).catch((cause) => {
        throw new SinkFailure('the sink failed', { cause });
    });
}
function lengthOf({ headers }) {
    const announced = headers['content-length'];
    return announced === undefined ? undefined : Number(announced);
}
function flatten(incoming) {
    return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
}
function failureOf(error, reason, sent, request) {
    if (error instanceof ports/* HttpFailure */.H)
        return error;
    const code = (0,error_code/* errorCode */.C)(error);
    const byCode = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name' };
    const why = reason ?? byCode[code] ?? (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? 'tls' : 'reset');
    const { host } = new URL(request.url);
    return new ports/* HttpFailure */.H(why, sent && why !== 'refused' && why !== 'name', `${request.method} to ${host} failed (${why}${code === '' ? '' : `, ${code}`})`, {
        cause: error,
    });
}


/***/ }),

/***/ 79842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

// ESM COMPAT FLAG
__nccwpck_require__.r(__webpack_exports__);

// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  HttpFailure: () => (/* reexport */ build_ports/* HttpFailure */.H),
  checkOutputs: () => (/* reexport */ checkOutputs),
  createClock: () => (/* reexport */ clock/* createClock */.t),
  createExec: () => (/* reexport */ exec.createExec),
  createFiles: () => (/* reexport */ files/* createFiles */.q),
  createHttp: () => (/* reexport */ http.createHttp),
  fetchArtifacts: () => (/* reexport */ fetchArtifacts),
  isTransient: () => (/* reexport */ isTransient),
  missingArtifact: () => (/* reexport */ missingArtifact),
  pullFrom: () => (/* reexport */ pullFrom),
  readInputs: () => (/* reexport */ build_job/* readInputs */.K),
  readJob: () => (/* reexport */ build_job/* readJob */.c),
  recordName: () => (/* reexport */ recordName),
  retryAfter: () => (/* reexport */ retryAfter),
  retryHttp: () => (/* reexport */ retryHttp),
  standardRetry: () => (/* reexport */ standardRetry),
  start: () => (/* reexport */ start),
  takeArtifact: () => (/* reexport */ takeArtifact)
});

// EXTERNAL MODULE: ./packages/host/build/clock.js
var clock = __nccwpck_require__(63001);
// EXTERNAL MODULE: ./packages/host/build/exec.js + 1 modules
var exec = __nccwpck_require__(49605);
// EXTERNAL MODULE: ./packages/host/build/files.js + 4 modules
var files = __nccwpck_require__(66347);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(74956);
;// CONCATENATED MODULE: ./packages/host/build/handover.js

/** What lies beside the files of an artifact and says what they are: written by the job that proved them, checked by every job that takes them. */
const recordName = 'native-build.json';
/**
 * Downloads artifacts of this run by name, and holds their files against the record that came with them.
 * Refuses (E_HOST_NO_ARTIFACT, E_HOST_HANDOVER) with the input's name; every missing artifact is named at once.
 */
async function fetchArtifacts(wanted, input, ports) {
    if (wanted.length === 0)
        return;
    const there = await ports.artifacts.list();
    const found = wanted.map((want) => ({ ...want, artifact: there.find(({ name }) => name === want.name) }));
    const missing = found.filter(({ artifact }) => artifact === undefined).map(({ name }) => missingArtifact(name, there, input));
    if (missing.length > 0)
        throw new build/* Refusal */.P_(missing);
    for (const { artifact, folder } of found)
        if (artifact !== undefined)
            await takeArtifact(artifact, folder, input, ports);
}
/** Says which artifact is not there, and which are. */
function missingArtifact(name, there, input) {
    const known = there.length === 0 ? 'the run has none yet' : `the run has ${there.map((artifact) => artifact.name).join(', ')}`;
    return { code: 'E_HOST_NO_ARTIFACT', message: `there is no artifact ${name}: ${known}`, cure: 'Let this job need the job that uploads it', at: { input } };
}
/** Downloads one artifact that `list` told of, and holds its files against its record. */
async function takeArtifact(artifact, folder, input, ports) {
    await ports.artifacts.download(artifact, ports.files.resolve(folder));
    const record = `${folder}/${recordName}`;
    if ((await ports.files.info(record)) === undefined)
        return;
    const promised = parseRecord(await ports.files.readText(record));
    const cure = 'Run the job that made the artifact again';
    if (promised === undefined)
        throw (0,build/* refuse */.TR)({ code: 'E_HOST_HANDOVER', message: `${record} is damaged`, cure, at: { input } });
    const wrong = [];
    for (const [path, digest] of promised) {
        const file = `${folder}/${path}`;
        const found = (await ports.files.info(file)) === undefined ? undefined : (await ports.files.digest(file)).digest;
        if (found === digest)
            continue;
        const message = `${path} of the artifact ${artifact.name} is ${found === undefined ? 'missing' : 'not what was proven'}`;
        wrong.push({ code: 'E_HOST_HANDOVER', message, cure, at: { input } });
    }
    if (wrong.length > 0)
        throw new build/* Refusal */.P_(wrong);
    ports.log.info(`${artifact.name}: ${promised.size} files, as they were proven`);
}
/** The digests that a record promises, by path; undefined when the text is no record. */
function parseRecord(text) {
    try {
        const { files } = JSON.parse(text);
        return new Map(files.map(({ path, sha256 }) => [path, `sha256:${sha256}`]));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./packages/host/build/http.js + 1 modules
var http = __nccwpck_require__(72956);
// EXTERNAL MODULE: ./packages/host/build/job.js
var build_job = __nccwpck_require__(86280);
// EXTERNAL MODULE: ./packages/host/build/ports.js
var build_ports = __nccwpck_require__(14319);
;// CONCATENATED MODULE: ./packages/host/build/pull.js
class ReaderGone extends Error {
    name = 'ReaderGone';
}
/**
 * Turns a producer that hands bytes out into something that can be read: each piece waits until the one before has been used, so that no more
 * than one is held. What the producer throws is thrown to the reader; a reader that stops early makes the producer's next `take` reject.
 */
async function* pullFrom(produce) {
    let next = createTurn();
    let gone = false;
    let release;
    const take = (bytes) => {
        if (gone)
            return Promise.reject(new ReaderGone('nobody reads any more'));
        return new Promise((resolve, reject) => next.offer({ bytes, used: (error) => (error === undefined ? resolve() : reject(error)) }));
    };
    const ended = produce(take).then(() => next.offer(undefined), (error) => next.fail(error));
    try {
        for (;;) {
            const offered = await next.promise;
            if (offered === undefined)
                return;
            next = createTurn();
            release = offered.used;
            yield offered.bytes;
            release();
        }
    }
    finally {
        gone = true;
        release?.(new ReaderGone('nobody reads any more'));
        await ended;
    }
}
function createTurn() {
    const { promise, resolve, reject } = Promise.withResolvers();
    // A failure may come while the reader is busy with the piece before.
    promise.catch(() => { });
    return { promise, offer: resolve, fail: reject };
}

;// CONCATENATED MODULE: ./packages/host/build/retry.js

const standardRetry = { tries: 5, wait: 500, longestWait: 60_000 };
const passing = new Set(['refused', 'reset', 'timeout', 'stall', 'name', 'truncated']);
/** What may be different next time: a broken connection, 408, 429, 5xx, and a 403 that tells when to come back. */
function isTransient(outcome) {
    if (outcome instanceof build_ports/* HttpFailure */.H)
        return passing.has(outcome.reason);
    const { status, headers } = outcome;
    return status === 408 || status === 429 || (status >= 500 && status !== 501) || (status === 403 && headers['retry-after'] !== undefined);
}
/** Milliseconds from Retry-After (RFC 9110 section 10.2.3: seconds or a date), or undefined. */
function retryAfter(response, now) {
    const value = response.headers['retry-after'];
    if (value === undefined)
        return undefined;
    if (/^[0-9]+$/.test(value))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/**
 * Tries an exchange until it has an answer that is not transient. The last outcome is returned or thrown as it is, without a wait after it.
 * Only for requests that are safe to repeat; a caller whose request is not reconciles first.
 */
async function retryHttp(ports, attempt, policy = standardRetry) {
    for (let number = 1;; number += 1) {
        const outcome = await attempt(number).catch((error) => {
            if (error instanceof build_ports/* HttpFailure */.H)
                return error;
            throw error;
        });
        const last = number >= policy.tries || !isTransient(outcome);
        if (last && outcome instanceof build_ports/* HttpFailure */.H)
            throw outcome;
        if (last)
            return outcome;
        const asked = outcome instanceof build_ports/* HttpFailure */.H ? undefined : retryAfter(outcome, ports.clock.now());
        const wait = Math.min(asked ?? policy.wait * 2 ** (number - 1), policy.longestWait);
        const what = outcome instanceof build_ports/* HttpFailure */.H ? outcome.message : `answer ${outcome.status}`;
        ports.log.info(`${what}; try ${number + 1} of ${policy.tries} in ${(wait / 1000).toFixed(1)} s`);
        await ports.clock.sleep(wait);
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
// EXTERNAL MODULE: ./packages/contract/build/index.js + 3 modules
var contract_build = __nccwpck_require__(95129);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(51455);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(73024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __nccwpck_require__(48161);
;// CONCATENATED MODULE: ./packages/host/build/workflow-command.js




/** A command on standard output: `::name key=value,…::message`. Properties that are undefined or empty are left out. */
function formatCommand(command, message, properties = {}) {
    const pairs = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
    const list = pairs.map(([key, value]) => `${key}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
    return `::${command}${list.length === 0 ? '' : ` ${list.join(',')}`}::${escapeData(message)}`;
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
/** A value of any number of lines, between delimiters that nobody can guess. */
function formatKeyValue(name, value, delimiter) {
    if (name.includes(delimiter) || value.includes(delimiter))
        throw new build/* Defect */.kl(`the delimiter of ${name} stands in its name or its value`);
    return `${name}<<${delimiter}${external_node_os_.EOL}${value}${external_node_os_.EOL}${delimiter}${external_node_os_.EOL}`;
}
function print(line) {
    process.stdout.write(`${line}${external_node_os_.EOL}`);
}
/** Through the file that the runner gives for it, or as a command where there is none (`set-output` and `set-env` of old runners). */
function sayKeyValue(to, name, value) {
    const file = process.env[`GITHUB_${to}`];
    if (file !== undefined && file !== '')
        (0,external_node_fs_.appendFileSync)(file, formatKeyValue(name, value, `ghadelimiter_${(0,external_node_crypto_.randomUUID)()}`));
    else if (to === 'ENV')
        print(formatCommand('set-env', value, { name }));
    else
        print(`${external_node_os_.EOL}${formatCommand('set-output', value, { name })}`);
}

;// CONCATENATED MODULE: ./packages/host/build/log.js



/** GitHub shows ten annotations of a level per step; the rest would vanish. */
const annotationCap = 10;
/** The log of a step, which remembers what it masks so that no output can hold it. */
function createLog() {
    const masked = new Set();
    const shown = { error: 0, warning: 0 };
    const annotate = (level, problem) => {
        shown[level] += 1;
        if (shown[level] <= annotationCap)
            print(formatCommand(level, sentence(problem), placeOf(problem)));
        else
            print(`${level}: ${(0,build/* renderProblem */.yM)(problem)}`);
    };
    return {
        info: print,
        debug: (text) => print(formatCommand('debug', text)),
        warning: (problem) => annotate('warning', problem),
        error: (problem) => annotate('error', problem),
        notice: (text) => print(formatCommand('notice', text)),
        group: async (title, body) => {
            print(formatCommand('group', title));
            try {
                return await body();
            }
            finally {
                print(formatCommand('endgroup', ''));
            }
        },
        mask: (secret) => {
            if (secret === '')
                return;
            masked.add(secret);
            print(formatCommand('add-mask', secret));
        },
        exportVariable: (name, value) => {
            process.env[name] = value;
            sayKeyValue('ENV', name, value);
        },
        masked: () => [...masked],
    };
}
function sentence(problem) {
    const input = problem.at?.input === undefined ? '' : `input ${problem.at.input}: `;
    return `${input}${problem.message}${problem.cure === undefined ? '' : `. ${problem.cure}`}`;
}
function placeOf({ at }) {
    return { file: at?.file, line: at?.line, col: at?.column };
}
function createSummary() {
    let written = '';
    return {
        add: (markdown) => {
            written += `${markdown.trimEnd()}\n\n`;
        },
        write: async () => {
            // Absent outside a workflow, and on servers that have no summaries.
            const file = process.env.GITHUB_STEP_SUMMARY ?? '';
            if (written !== '' && file !== '')
                await (0,promises_.appendFile)(file, written);
        },
    };
}

;// CONCATENATED MODULE: ./packages/host/build/start.js










const noArtifacts = {
    upload: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
    list: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
    download: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
};
const noCache = {
    available: () => false,
    restore: () => Promise.reject(new build/* Defect */.kl('this action was started without the cache port')),
    save: () => Promise.reject(new build/* Defect */.kl('this action was started without the cache port')),
};
/**
 * Runs an action: environment → inputs → `run` → outputs, and one place that says how it ended.
 * A Refusal becomes annotations, lines in the log and a list in the summary; a Defect shows its stack. Both end with exit code 1.
 */
async function start(contract, run, heavy = {}) {
    const log = createLog();
    const summary = createSummary();
    const cancelled = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'])
        process.once(name, () => cancelled.abort(new Error(name)));
    try {
        const given = (0,build_job/* readInputs */.K)(process.env, Object.keys(contract.inputs));
        for (const [name, declared] of Object.entries(contract.inputs))
            if (declared.kind.secret === true)
                log.mask((given[name] ?? '').trim());
        const inputs = (0,build/* unwrap */.oA)((0,contract_build/* parseInputs */.TL)(contract, given));
        const outputs = await run(inputs, createPorts(contract.name, log, summary, cancelled.signal, heavy));
        emit(outputs, log.masked());
    }
    catch (error) {
        process.exitCode = 1;
        report(error, contract.name, log, summary.add);
    }
    await summary.write();
    // Sockets that are kept alive, or a library's timers, must not hold a step that has ended.
    if (process.exitCode === 1 || cancelled.signal.aborted)
        process.exit(1);
    process.exit(0);
}
function createPorts(name, log, summary, signal, heavy) {
    const job = (0,build_job/* readJob */.c)(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() });
    const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('INPUT_')));
    return {
        exec: (0,exec.createExec)({ env: clean, cwd: job.workspace, windows: process.platform === 'win32', print: (line) => log.info(line), signal }),
        files: (0,files/* createFiles */.q)(job),
        http: (0,http.createHttp)({ env: process.env, userAgent: `slipway-${name}`, signal }),
        clock: (0,clock/* createClock */.t)(signal),
        log,
        summary,
        artifacts: heavy.artifacts ?? noArtifacts,
        cache: heavy.cache ?? noCache,
        job,
        random: (bytes) => (0,external_node_crypto_.randomBytes)(bytes).toString('hex'),
        signal,
    };
}
/** A runner silently drops an output that holds a masked value; losing a digest that way is a failure two jobs later. */
function checkOutputs(outputs, masked) {
    const lost = Object.entries(outputs).filter(([, value]) => masked.some((secret) => value.includes(secret)));
    return lost.map(([name]) => ({
        code: 'E_HOST_MASKED_OUTPUT',
        message: `the output ${name} holds a value that is masked, and the runner would drop it`,
        cure: 'Use a secret that is not a part of names, repositories or digests',
    }));
}
function emit(outputs, masked) {
    const found = checkOutputs(outputs, masked);
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    for (const [name, value] of Object.entries(outputs))
        sayKeyValue('OUTPUT', name, value);
}
function report(error, name, log, summarise) {
    const refusal = refusalOf(error);
    if (refusal === undefined) {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log.error({ code: 'E_HOST_DEFECT', message: `${name} failed through a mistake of its own: ${error instanceof Error ? error.message : String(error)}` });
        log.info(stack);
        if (error instanceof Error && error.cause !== undefined)
            log.info(`caused by ${error.cause instanceof Error ? error.cause.stack : String(error.cause)}`);
        return;
    }
    for (const problem of refusal.problems)
        log.error(problem);
    const list = refusal.problems.map((problem) => `- ${(0,build/* renderProblem */.yM)(problem)}`).join('\n');
    summarise(`### ❌ ${name}: ${refusal.problems.length === 1 ? 'one problem' : `${refusal.problems.length} problems`}\n\n${list}`);
}
function refusalOf(error) {
    if (error instanceof build/* Refusal */.P_)
        return error;
    if (error instanceof Error && error.name === 'HttpFailure') {
        return (0,build/* refuse */.TR)({ code: 'E_HOST_NETWORK', message: error.message, cure: 'See whether the server answers, and run the job again' });
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/host/build/index.js












/***/ }),

/***/ 86280:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readInputs),
/* harmony export */   c: () => (/* binding */ readJob)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(48161);


const systems = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const architectures = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };
/** Reads the job from the runner's environment. */
function readJob(env, machine) {
    const of = (name) => env[name] ?? '';
    return {
        repository: of('GITHUB_REPOSITORY'),
        ref: of('GITHUB_REF'),
        refName: of('GITHUB_REF_NAME'),
        refType: of('GITHUB_REF_TYPE'),
        sha: of('GITHUB_SHA'),
        eventName: of('GITHUB_EVENT_NAME'),
        event: readEvent(of('GITHUB_EVENT_PATH')),
        actor: of('GITHUB_ACTOR'),
        runId: of('GITHUB_RUN_ID'),
        runAttempt: of('GITHUB_RUN_ATTEMPT'),
        apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
        serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
        workspace: env.GITHUB_WORKSPACE ?? machine.cwd,
        temp: env.RUNNER_TEMP ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)(),
        platform: `${systems[machine.platform] ?? machine.platform}/${architectures[machine.arch] ?? machine.arch}`,
        variable: (name) => env[name],
    };
}
function readEvent(path) {
    if (path === '')
        return {};
    try {
        return JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch {
        // An action that needs the event says what it misses; the others do not care.
        return {};
    }
}
/** The inputs that the runner passes: `INPUT_` and the name in upper case, spaces as `_` (GitHub's "Metadata syntax", inputs). */
function readInputs(env, known) {
    const byVariable = new Map(known.map((name) => [variableOf(name), name]));
    const given = Object.entries(env).filter((entry) => entry[0].startsWith('INPUT_') && entry[1] !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [byVariable.get(name) ?? name.slice('INPUT_'.length).toLowerCase(), value]));
}
function variableOf(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}


/***/ }),

/***/ 14319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
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


/***/ }),

/***/ 74956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kl: () => (/* reexport */ Defect),
  P_: () => (/* reexport */ Refusal),
  NJ: () => (/* reexport */ architectureOf),
  ol: () => (/* reexport */ digestOf),
  _q: () => (/* reexport */ result_err),
  Nt: () => (/* reexport */ fillPlatform),
  ZD: () => (/* reexport */ hexOf),
  Bc: () => (/* reexport */ isDigest),
  ok: () => (/* reexport */ result_ok),
  mJ: () => (/* reexport */ osOf),
  m: () => (/* reexport */ parseDigest),
  FL: () => (/* reexport */ parsePlatform),
  ED: () => (/* reexport */ parseTag),
  Bk: () => (/* reexport */ problems),
  TR: () => (/* reexport */ refuse),
  yM: () => (/* reexport */ renderProblem),
  oA: () => (/* reexport */ unwrap)
});

// UNUSED EXPORTS: parseReleaseTag, renderPlace

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(77598);
;// CONCATENATED MODULE: ./packages/kernel/build/result.js
function result_ok(value) {
    return { ok: true, value };
}
function result_err(error) {
    return { ok: false, error };
}
/** A failure made of problems: what parsers and plans return. */
function problems(...list) {
    return { ok: false, error: list };
}

;// CONCATENATED MODULE: ./packages/kernel/build/digest.js


const pattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
function isDigest(text) {
    return pattern.test(text);
}
function parseDigest(text) {
    if (isDigest(text))
        return result_ok(text);
    return result_err({
        code: 'E_KERNEL_DIGEST',
        message: `"${text}" is no digest`,
        cure: 'Write sha256: and 64 hexadecimal digits in lower case',
    });
}
/** The sha256 digest of bytes that are already in memory. */
function digestOf(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** The hexadecimal part of a digest. */
function hexOf(digest) {
    return digest.slice(digest.indexOf(':') + 1);
}

;// CONCATENATED MODULE: ./packages/kernel/build/platform.js

const architectures = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips64le', 'ppc64le', 'riscv64', 's390x'];
const systems = ['darwin', 'freebsd', 'linux', 'windows'];
const aliases = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64', macos: 'darwin' };
/** Reads a platform; the names that other tools use (`x86_64`, `aarch64`, `macos`) are refused with Go's name as the cure. */
function parsePlatform(text) {
    const [os = '', architecture = '', variant, ...rest] = text.split('/');
    const variantFits = variant === undefined || /^v[0-9]+$/.test(variant);
    if (rest.length === 0 && systems.includes(os) && architectures.includes(architecture) && variantFits)
        return result_ok(text);
    const meant = text.split('/').map((part) => aliases[part] ?? part);
    const known = systems.includes(meant[0] ?? '') && architectures.includes(meant[1] ?? '');
    return result_err({
        code: 'E_KERNEL_PLATFORM',
        message: `"${text}" is no platform`,
        cure: known ? `Write ${meant.join('/')}` : "Write os/architecture in Go's names, such as linux/amd64 or darwin/arm64",
    });
}
function osOf(platform) {
    return platform.split('/')[0] ?? '';
}
function architectureOf(platform) {
    return platform.split('/')[1] ?? '';
}
/** Fills `{os}` and `{arch}` in a name, so that one text names a file or an artifact for every platform of a matrix. */
function fillPlatform(template, platform) {
    return template.replaceAll('{os}', osOf(platform)).replaceAll('{arch}', architectureOf(platform));
}

;// CONCATENATED MODULE: ./packages/kernel/build/problem.js
/** The user's input or policy forbids to go on. Shown as annotations, never with a stack. */
class Refusal extends Error {
    name = 'Refusal';
    problems;
    constructor(problems, options) {
        super(problems.map(renderProblem).join('\n'), options);
        this.problems = problems;
    }
}
/** Our own mistake, or a state that we believed impossible. Shown with its stack. */
class Defect extends Error {
    name = 'Defect';
}
/** A refusal made of one problem. */
function refuse(problem, options) {
    return new Refusal([problem], options);
}
/** The value of a result; throws a `Refusal` that holds its problems. For the edges: pure code passes results on. */
function unwrap(result) {
    if (result.ok)
        return result.value;
    throw new Refusal('code' in result.error ? [result.error] : result.error);
}
function renderPlace(at) {
    const position = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':');
    return [at.input === undefined ? '' : `input ${at.input}`, position].filter((part) => part !== '').join(', ');
}
/** `place: message. Cure.` on one line. */
function renderProblem(problem) {
    const place = problem.at === undefined ? '' : renderPlace(problem.at);
    const cure = problem.cure === undefined ? '' : `. ${problem.cure}`;
    return `${place === '' ? '' : `${place}: `}${problem.message}${cure}`;
}

;// CONCATENATED MODULE: ./packages/kernel/build/tag.js

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const number = '(0|[1-9][0-9]*)';
const identifier = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const releasePattern = new RegExp(`^v${number}\\.${number}\\.${number}(?:-(${identifier}(?:\\.${identifier})*))?$`);
function parseTag(text) {
    if (tagPattern.test(text))
        return result_ok(text);
    return result_err({
        code: 'E_KERNEL_TAG',
        message: `"${text}" is no tag of a registry`,
        cure: 'Use at most 128 letters, digits, "_", "." and "-", and begin with a letter, a digit or "_"',
    });
}
function parseReleaseTag(text) {
    const match = releasePattern.exec(text);
    if (match === null) {
        return err({
            code: 'E_KERNEL_RELEASE_TAG',
            message: `"${text}" is no release tag`,
            cure: 'Use v and a semantic version, such as v1.2.3 or v1.2.3-rc.1',
        });
    }
    const [, major = '', minor = '', patch = '', prerelease = ''] = match;
    return ok({ tag: text, version: text.slice(1), major: Number(major), minor: Number(minor), patch: Number(patch), prerelease });
}

;// CONCATENATED MODULE: ./packages/kernel/build/index.js







/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(75114);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
