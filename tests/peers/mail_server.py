"""A mail server for the tests: STARTTLS, AUTH, scripted replies; every message it has taken is a file.

    mail_server.py PORT FOLDER [--cert CERT KEY] [--require-tls] [--user NAME PASSWORD] [--reply CODE]
"""
import argparse
import asyncio
import pathlib
import ssl

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("port", type=int)
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--cert", nargs=2)
parser.add_argument("--require-tls", action="store_true")
parser.add_argument("--user", nargs=2)
parser.add_argument("--reply", type=int, default=250)
asked = parser.parse_args()


class Keeper:
    taken = 0

    async def handle_DATA(self, server, session, envelope):
        if asked.reply != 250:
            return f"{asked.reply} scripted"
        Keeper.taken += 1
        head = f"EHLO {session.host_name}\nMAIL {envelope.mail_from}\nRCPT {' '.join(envelope.rcpt_tos)}\n"
        (asked.folder / f"{Keeper.taken}.eml").write_bytes(head.encode() + b"\n" + envelope.original_content)
        return "250 2.0.0 queued as TEST"


def check_login(server, session, envelope, mechanism, data):
    right = data.login.decode() == asked.user[0] and data.password.decode() == asked.user[1]
    return AuthResult(success=right, handled=not right and False)


class Controller(UnthreadedController):
    def factory(self):
        context = None
        if asked.cert:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*asked.cert)
        return SMTP(self.handler, hostname="mail.test", tls_context=context, require_starttls=asked.require_tls,
                    authenticator=check_login if asked.user else None, auth_required=bool(asked.user),
                    auth_require_tls=bool(asked.cert))


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
Controller(Keeper(), loop=loop, hostname="127.0.0.1", port=asked.port).begin()
loop.run_forever()
