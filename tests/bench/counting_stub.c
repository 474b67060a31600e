/* The gateway of the send bench: one thread, epoll, HTTP/1.1 with connections kept alive. It reads a whole
 * request (head and Content-Length), counts it, and answers 200 with a small body. It allocates nothing per
 * request and parses no more than it must, so that what is measured against it is the client.
 *
 *   counting_stub            prints "PORT" on a free port of 127.0.0.1 and serves until its stdin closes,
 *                            then prints how many requests it has processed
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { kBuffer = 16384, kEvents = 256 };

static const char kAnswer[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok";

struct connection {
  int socket;
  size_t used;
  char bytes[kBuffer];
};

static long long processed = 0;

static void give_up(const char* what) {
  perror(what);
  exit(70);
}

static int listen_on_loopback(int* port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || bind(listener, (struct sockaddr*)&address, size) != 0 || listen(listener, 512) != 0)
    give_up("listen");
  if (getsockname(listener, (struct sockaddr*)&address, &size) != 0) give_up("getsockname");
  *port = ntohs(address.sin_port);
  return listener;
}

/* Bytes of the first whole request in the buffer; 0 when it is not there yet. */
static size_t whole_request(const struct connection* c) {
  const char* end = memmem(c->bytes, c->used, "\r\n\r\n", 4);
  if (!end) return 0;
  size_t head = (size_t)(end - c->bytes) + 4;
  const char* length = strcasestr(c->bytes, "\r\nContent-Length:");
  size_t body = length && length < end ? strtoul(length + 17, NULL, 10) : 0;
  return head + body <= c->used ? head + body : 0;
}

static int answer_all(struct connection* c) {
  for (size_t size; (size = whole_request(c)) > 0;) {
    memmove(c->bytes, c->bytes + size, c->used - size);
    c->used -= size;
    c->bytes[c->used] = 0;
    ++processed;
    if (send(c->socket, kAnswer, sizeof kAnswer - 1, MSG_NOSIGNAL) != (ssize_t)(sizeof kAnswer - 1)) return 0;
  }
  return 1;
}

static int read_some(struct connection* c) {
  ssize_t n = recv(c->socket, c->bytes + c->used, kBuffer - 1 - c->used, 0);
  if (n <= 0) return 0;
  c->used += (size_t)n;
  c->bytes[c->used] = 0;
  return answer_all(c);
}

static void accept_all(int poller, int listener) {
  for (int socket; (socket = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0;) {
    int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    struct connection* c = calloc(1, sizeof *c);
    if (!c) give_up("calloc");
    c->socket = socket;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(poller, EPOLL_CTL_ADD, socket, &event);
  }
}

int main(void) {
  int port, poller = epoll_create1(EPOLL_CLOEXEC), listener = listen_on_loopback(&port);
  struct epoll_event at_listener = {.events = EPOLLIN, .data.ptr = &listener};
  struct epoll_event at_stdin = {.events = EPOLLIN | EPOLLHUP, .data.ptr = NULL};
  epoll_ctl(poller, EPOLL_CTL_ADD, listener, &at_listener);
  epoll_ctl(poller, EPOLL_CTL_ADD, STDIN_FILENO, &at_stdin);
  printf("%d\n", port);
  fflush(stdout);
  for (struct epoll_event events[kEvents];;) {
    int n = epoll_wait(poller, events, kEvents, -1);
    for (int i = 0; i < n; ++i) {
      if (!events[i].data.ptr) {
        printf("%lld\n", processed);
        return 0;
      }
      if (events[i].data.ptr == &listener) {
        accept_all(poller, listener);
        continue;
      }
      struct connection* c = events[i].data.ptr;
      if (read_some(c)) continue;
      close(c->socket);
      free(c);
    }
  }
}
