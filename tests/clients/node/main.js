// Asks a server by etcd3, the etcd client for Node. Prints one line for each part; ends with 1 if one failed.
const assert = require('node:assert');
const { Etcd3, EtcdLockFailedError } = require('etcd3');

const client = new Etcd3({ hosts: `http://${process.argv[2]}` });

const parts = {
  async keys() {
    await client.put('node/a').value('1');
    await client.put('node/b').value('2');
    assert.strictEqual(await client.get('node/a').string(), '1');
    assert.deepStrictEqual(await client.getAll().prefix('node/').strings(), { 'node/a': '1', 'node/b': '2' });
    assert.deepStrictEqual(await client.getAll().prefix('node/').sort('Key', 'Descend').limit(1).keys(), ['node/b']);
    assert.strictEqual((await client.delete().prefix('node/')).deleted, '2');
    assert.strictEqual(await client.get('node/a'), null);
  },

  async transactions() {
    await client.put('node/txn').value('old');
    const swap = () =>
      client
        .if('node/txn', 'Value', '==', 'old')
        .then(client.put('node/txn').value('new'))
        .else(client.get('node/txn'))
        .commit();
    assert.strictEqual((await swap()).succeeded, true);
    const late = await swap();
    assert.strictEqual(late.succeeded, false);
    assert.strictEqual(late.responses[0].response_range.kvs[0].value.toString(), 'new');
  },

  async watches() {
    const watcher = await client.watch().prefix('node/watch/').withPreviousKV().create();
    const events = [];
    const seen = new Promise((resolve) => {
      watcher.on('put', (kv) => events.push(`put ${kv.key} ${kv.value}`));
      watcher.on('delete', (kv, previous) => {
        events.push(`delete ${kv.key} was ${previous.value}`);
        resolve();
      });
    });
    await client.put('node/watch/a').value('1');
    await client.delete().key('node/watch/a');
    await seen;
    await watcher.cancel();
    assert.deepStrictEqual(events, ['put node/watch/a 1', 'delete node/watch/a was 1']);
  },

  async leases() {
    const lease = client.lease(30, { autoKeepAlive: false });
    await lease.put('node/leased').value('1');
    await lease.keepaliveOnce();
    await lease.revoke();
    assert.strictEqual(await client.get('node/leased'), null);
  },

  async locks() {
    const held = await client.lock('node/lock').ttl(10).acquire();
    await assert.rejects(client.lock('node/lock').ttl(10).acquire(), EtcdLockFailedError);
    await held.release();
    await (await client.lock('node/lock').acquire()).release();
  },

  async elections() {
    const election = client.election('node/election', 10);
    const campaign = election.campaign('me');
    await new Promise((resolve, reject) => campaign.on('elected', resolve).on('error', reject));
    assert.strictEqual(await election.leader(), 'me');
    await campaign.resign();
    assert.strictEqual(await election.leader(), undefined);
  },

  async STM() {
    await client.put('node/counter').value('0');
    const increment = () =>
      client.stm({ retries: 20 }).transact(async (tx) => {
        const value = Number(await tx.get('node/counter').string());
        await tx.put('node/counter').value(String(value + 1));
      });
    await Promise.all(Array.from({ length: 5 }, increment));
    assert.strictEqual(await client.get('node/counter').string(), '5');
  },
};

async function main() {
  for (const [name, run] of Object.entries(parts)) {
    try {
      await run();
      console.log('ok', name);
    } catch (error) {
      process.exitCode = 1;
      console.log('failed', `${name}:`, error.message);
    }
  }
  client.close();
}

main();
