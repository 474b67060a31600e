"""An HTTPS server for the tests that speaks HTTP/1.1 and HTTP/2 (ALPN) and misbehaves as the path asks.

    web_server.py PORT JOURNAL CERT KEY [ALPN...]

Each line of JOURNAL is written before the client can see what it tells:

    protocol NAME          a connection whose TLS handshake is done, and what was agreed on in it: h2, http/1.1, none
    processed PATH N       the whole request was read and acted on; the N-th of all: the oracle for "asked once"
    turned-away PATH       the request was refused in a way that proves that it was not acted on

Paths, with any query; N is the number of the request that was acted on:

    /ok              200 {"id":"N"}
    /same            200 {"id":"7"}, whatever was asked
    /close           acts on it, then ends TLS and the connection without an answer
    /reset           acts on it, then resets the connection
    /hang            acts on it, then says nothing
    /half            200 and half of the body it promises, then ends the connection
    /big             200 and two million bytes
    /last            200, and a word that nothing more is wanted on this connection (close, GOAWAY)
HTTP/2 only:
    /refused         RST_STREAM REFUSED_STREAM: not acted on (RFC 9113 section 8.7)
    /goaway-before   GOAWAY whose last stream is below ours, then the end: not acted on (section 6.8)
    /goaway-after    acts on it; GOAWAY whose last stream is ours, then the end without an answer
    /http11          RST_STREAM HTTP_1_1_REQUIRED: not acted on, asks for another protocol
    /rst-after       acts on it, then RST_STREAM INTERNAL_ERROR
"""
import socket
import ssl
import struct
import sys
import threading

import h2.config
import h2.connection
import h2.errors
import h2.events
import h2.exceptions

port, journal_path, certificate, key, *alpn = sys.argv[1:]
guard = threading.Lock()
journal = open(journal_path, "a", buffering=1)
acted_on = 0


def note(line):
    with guard:
        print(line, file=journal, flush=True)


def act_on(path):
    global acted_on
    with guard:
        acted_on += 1
        print(f"processed {path} {acted_on}", file=journal, flush=True)
        return acted_on


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def wait_for_the_end(connection):
    while connection.recv(4096):
        pass


def body_of(path, number):
    if path == "/big":
        return b"x" * 2_000_000
    return b'{"id":"7"}' if path == "/same" else b'{"id":"%d"}' % number


class Http1:
    def __init__(self, connection):
        self.connection = connection
        self.stream = connection.makefile("rb")

    def serve(self):
        while self.read_request() and self.answer():
            pass

    def read_request(self):
        line = self.stream.readline()
        length = 0
        while header := self.stream.readline().strip():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not line:
            return False
        self.path = line.split()[1].decode()
        return len(self.stream.read(length)) == length

    def answer(self):
        path, _, _ = self.path.partition("?")
        body = body_of(path, act_on(self.path))
        if path == "/close":
            return False
        if path == "/reset":
            reset(self.connection)
            return False
        if path == "/hang":
            wait_for_the_end(self.connection)
            return False
        more = b"Connection: close\r\n" if path == "/last" else b""
        head = b"HTTP/1.1 200 Said\r\n%sContent-Length: %d\r\n\r\n" % (more, len(body))
        self.connection.sendall(head + (body[: len(body) // 2] if path == "/half" else body))
        return path not in ("/half", "/last")


class Http2:
    def __init__(self, connection):
        self.connection = connection
        self.engine = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        self.paths = {}
        self.unsent = {}

    def serve(self):
        self.engine.initiate_connection()
        self.flush()
        while data := self.connection.recv(65536):
            for event in self.engine.receive_data(data):
                if not self.on(event):
                    self.flush()
                    return
            self.push_bodies()
            self.flush()

    def flush(self):
        if data := self.engine.data_to_send():
            self.connection.sendall(data)

    def on(self, event):
        """False when the connection ends with it."""
        if isinstance(event, h2.events.RequestReceived):
            self.paths[event.stream_id] = dict(event.headers)[b":path"].decode()
        elif isinstance(event, h2.events.DataReceived):
            self.engine.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.StreamEnded):
            return self.answer(event.stream_id, self.paths[event.stream_id])
        elif isinstance(event, h2.events.ConnectionTerminated):
            return False
        return True

    def turn_away(self, stream, path):
        note(f"turned-away {path}")
        if path == "/goaway-before":
            self.engine.close_connection(last_stream_id=stream - 2 if stream > 2 else 0)
            return False
        codes = h2.errors.ErrorCodes
        self.engine.reset_stream(stream, codes.REFUSED_STREAM if path == "/refused" else codes.HTTP_1_1_REQUIRED)
        return True

    def answer(self, stream, whole_path):
        path, _, _ = whole_path.partition("?")
        if path in ("/refused", "/goaway-before", "/http11"):
            return self.turn_away(stream, path)
        body = body_of(path, act_on(whole_path))
        if path == "/close":
            return False
        if path == "/reset":
            reset(self.connection)
            return False
        if path == "/hang":
            return True
        if path == "/goaway-after":
            self.engine.close_connection(last_stream_id=stream)
            return False
        if path == "/rst-after":
            self.engine.reset_stream(stream, h2.errors.ErrorCodes.INTERNAL_ERROR)
            return True
        self.engine.send_headers(stream, [(":status", "200"), ("content-length", str(len(body)))])
        if path == "/half":
            self.engine.send_data(stream, body[: len(body) // 2])
            return False
        self.unsent[stream] = body
        self.push_bodies()
        if path == "/last":
            self.engine.close_connection(last_stream_id=stream)
        return True

    def push_bodies(self):
        """As much as the client's windows take."""
        for stream in list(self.unsent):
            try:
                self.push_body(stream)
            except h2.exceptions.StreamClosedError:
                del self.unsent[stream]

    def push_body(self, stream):
        while room := min(self.engine.local_flow_control_window(stream), self.engine.max_outbound_frame_size):
            piece, rest = self.unsent[stream][:room], self.unsent[stream][room:]
            self.engine.send_data(stream, piece, end_stream=not rest)
            self.unsent[stream] = rest
            if not rest:
                del self.unsent[stream]
                return


def serve(raw):
    try:
        connection = context.wrap_socket(raw, server_side=True)
    except OSError:
        raw.close()
        return
    protocol = connection.selected_alpn_protocol()
    note(f"protocol {protocol or 'none'}")
    try:
        (Http2 if protocol == "h2" else Http1)(connection).serve()
    except (OSError, h2.exceptions.ProtocolError):
        pass  # the client went, or talks on after our GOAWAY
    connection.close()


context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
if alpn:
    context.set_alpn_protocols(alpn)
listener = socket.create_server(("127.0.0.1", int(port)), backlog=128)
while True:
    taken, _ = listener.accept()
    taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    threading.Thread(target=serve, args=(taken,), daemon=True).start()
