"""Telethon (layer 229, full transport, the earlier SHA1 form of the RSA step) behind the line
protocol of driver.mjs: one JSON object per line each way."""

import asyncio
import json
import pathlib
import sys
import traceback

from telethon import TelegramClient, events, functions, types
from telethon.crypto import rsa
from telethon.sessions import MemorySession

client: TelegramClient
code_hash = ""
people: dict[int, types.InputPeerUser] = {}


def refuse_to_run_outside_loopback_namespace():
    """Nothing may ever reach the real Telegram."""
    lines = pathlib.Path("/proc/net/dev").read_text().splitlines()[2:]
    interfaces = {line.split(":")[0].strip() for line in lines if line.strip()}
    routes = pathlib.Path("/proc/net/route").read_text().strip().splitlines()[1:]
    if interfaces - {"lo"} or routes:
        sys.exit("refused: run this inside a network namespace that has only loopback")


def write(message):
    sys.stdout.write(json.dumps(message, default=str) + "\n")
    sys.stdout.flush()


def emit(event, **fields):
    write({"event": event, **fields})


def fields(message):
    return {
        "chat": message.peer_id.user_id,
        "id": message.id,
        "text": message.message,
        "out": bool(message.out),
        "replyTo": message.reply_to.reply_to_msg_id if message.reply_to else None,
        "forwarded": message.fwd_from is not None,
        "edited": message.edit_date is not None,
    }


async def on_raw(update):
    if isinstance(update, types.UpdateNewMessage) and isinstance(update.message, types.Message):
        emit("message", **fields(update.message))
    elif isinstance(update, types.UpdateEditMessage):
        emit("edit", **fields(update.message))
    elif isinstance(update, types.UpdateDeleteMessages):
        emit("delete", ids=update.messages)
    elif isinstance(update, types.UpdateReadHistoryOutbox):
        emit("read", chat=update.peer.user_id, maxId=update.max_id)


async def start(address, port, pem, **_):
    global client
    rsa.add_key(pem, old=False)
    session = MemorySession()
    session.set_dc(2, address, port)
    client = TelegramClient(session, 1, "0123456789abcdef0123456789abcdef", retry_delay=1, connection_retries=100)
    client.add_event_handler(on_raw, events.Raw())
    await client.connect()


async def ask_for_code(number):
    settings = types.CodeSettings()
    sent = await client(functions.auth.SendCodeRequest(number, 1, "x", settings))
    return sent


async def send_code(number):
    global code_hash
    sent = await ask_for_code(number)
    code_hash = sent.phone_code_hash
    return {"length": sent.type.length}


async def sign_up(number, code, firstName, lastName=""):
    sent = await ask_for_code(number)
    first = await client(functions.auth.SignInRequest(number, sent.phone_code_hash, code))
    if not isinstance(first, types.auth.AuthorizationSignUpRequired):
        raise RuntimeError("no sign-up asked for")
    auth = await client(functions.auth.SignUpRequest(number, sent.phone_code_hash, firstName, lastName))
    await client._on_login(auth.user)
    return {"id": auth.user.id}


async def sign_in(number, code):
    auth = await client(functions.auth.SignInRequest(number, code_hash, code))
    await client._on_login(auth.user)
    return {"id": auth.user.id}


async def me():
    user = await client.get_me()
    return {"id": user.id, "firstName": user.first_name}


async def add_contact(number, firstName):
    contact = types.InputPhoneContact(client_id=1, phone=number, first_name=firstName, last_name="")
    imported = await client(functions.contacts.ImportContactsRequest([contact]))
    user = imported.users[0]
    people[user.id] = types.InputPeerUser(user.id, user.access_hash)
    return {"id": user.id}


async def peer(user_id):
    return people.get(user_id) or await client.get_input_entity(user_id)


async def send(to, text, replyTo=None):
    message = await client.send_message(await peer(to), text, reply_to=replyTo, parse_mode=None)
    return {"id": message.id}


async def edit(to, message, text):
    await client.edit_message(await peer(to), message, text, parse_mode=None)


async def delete(to, ids, revoke):
    await client.delete_messages(await peer(to), ids, revoke=revoke)


async def forward(to, ids, **others):
    sent = await client.forward_messages(await peer(to), ids, await peer(others["from"]))
    return {"ids": [message.id for message in sent]}


async def read(to):
    await client.send_read_acknowledge(await peer(to))


async def search(to, query):
    return [fields(message) for message in await client.get_messages(await peer(to), search=query, limit=20)]


async def search_all(query):
    return [fields(message) for message in await client.get_messages(None, search=query, limit=20)]


async def history(to, limit):
    return [fields(message) for message in await client.get_messages(await peer(to), limit=limit)]


async def dialogs():
    return [
        {"chat": dialog.entity.id, "unread": dialog.unread_count, "top": dialog.message.id if dialog.message else 0}
        for dialog in await client.get_dialogs(limit=100)
    ]


async def disconnect():
    await client.disconnect()


async def reconnect():
    await client.connect()
    await client.catch_up()


async def close():
    await client.disconnect()


COMMANDS = {
    "start": start,
    "sendCode": send_code,
    "signUp": sign_up,
    "signIn": sign_in,
    "me": me,
    "addContact": add_contact,
    "send": send,
    "edit": edit,
    "delete": delete,
    "forward": forward,
    "read": read,
    "search": search,
    "searchAll": search_all,
    "history": history,
    "dialogs": dialogs,
    "disconnect": disconnect,
    "reconnect": reconnect,
    "close": close,
}


async def serve():
    emit("started")
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command = json.loads(line)
        command_id, verb = command.pop("id"), command.pop("do")
        try:
            if verb not in COMMANDS:
                raise ValueError(f"unknown command {verb}")
            write({"id": command_id, "ok": await COMMANDS[verb](**command)})
        except Exception as error:  # the story sees every failure as an answer
            write({"id": command_id, "error": str(error), "stack": traceback.format_exc()})


refuse_to_run_outside_loopback_namespace()
asyncio.run(serve())
