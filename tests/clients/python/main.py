"""Asks a server by etcd-sdk-python. Prints one line for each part; ends with 1 if one failed."""

import io
import sys

import grpc
import pyetcd

host, port = sys.argv[1].rsplit(":", 1)
client = pyetcd.client(host=host, port=int(port), timeout=30)


def keys():
    client.put("python/a", "1")
    client.put("python/b", "2")
    value, meta = client.get("python/a")
    assert (value, meta.version) == (b"1", 1)
    found = [(meta.key, value) for value, meta in client.get_prefix("python/", sort_order="descend")]
    assert found == [(b"python/b", b"2"), (b"python/a", b"1")], found
    assert client.put_if_not_exists("python/a", "3") is False
    assert client.replace("python/a", "1", "4") is True
    assert client.delete_prefix("python/").deleted == 2
    assert client.get("python/a") == (None, None)


def transactions():
    client.put("python/txn", "old")
    t = client.transactions
    swap = dict(
        compare=[t.value("python/txn") == "old", t.version("python/txn") > 0],
        success=[t.put("python/txn", "new")],
        failure=[t.get("python/txn")],
    )
    assert client.transaction(**swap)[0] is True
    succeeded, answers = client.transaction(**swap)
    assert succeeded is False
    assert answers[0][0][0] == b"new", answers


def watches():
    events, cancel = client.watch_prefix("python/watch/")
    client.put("python/watch/a", "1")
    client.delete("python/watch/a")
    put, deletion = next(events), next(events)
    cancel()
    assert isinstance(put, pyetcd.events.PutEvent) and put.value == b"1"
    assert isinstance(deletion, pyetcd.events.DeleteEvent) and deletion.key == b"python/watch/a"


def leases():
    lease = client.lease(30)
    client.put("python/leased", "1", lease=lease)
    assert lease.granted_ttl == 30
    assert lease.keys == [b"python/leased"], lease.keys
    assert [answer.TTL for answer in lease.refresh()] == [30]
    lease.revoke()
    assert client.get("python/leased") == (None, None)


def locks():
    held, wanted = client.lock("python/lock", ttl=20), client.lock("python/lock", ttl=20)
    assert held.acquire()
    assert not wanted.acquire(timeout=0)
    assert held.release()
    with wanted:
        assert wanted.is_acquired()


def upkeep():
    assert client.status().version.startswith("3.")
    assert [member.name for member in client.members] == ["node"]
    revision = client.put("python/compacted", "1").header.revision
    client.compact(revision)
    client.defragment()


def snapshot():
    backup = io.BytesIO()
    client.snapshot(backup)
    assert len(backup.getvalue()) % 512 == 32


def not_served(error):
    cause = error if isinstance(error, grpc.RpcError) else error.__cause__
    return isinstance(cause, grpc.RpcError) and cause.code() == grpc.StatusCode.UNIMPLEMENTED


failed = False
for part in (keys, transactions, watches, leases, locks, upkeep, snapshot):
    try:
        part()
        print("ok", part.__name__)
    except Exception as error:  # whatever goes wrong in a part is its result
        if not_served(error):
            print("skipped", part.__name__ + ": not served")
        else:
            failed = True
            print("failed", part.__name__ + ":", repr(error))
client.close()
sys.exit(1 if failed else 0)
