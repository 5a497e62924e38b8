import { expect, it } from '@jest/globals';
import { householdOf, networkOf } from './networks.js';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1'],
  ['2001:0DB8:0001::6', '2001:db8:1'],
  ['2001:db8::6', '2001:db8:0'],
  ['2001:db8::5:0:0:0:6', '2001:db8:0'],
  ['fe80::1%eth0', 'fe80:0:0'],
  ['::1', '0:0:0'],
])('%s is of the network %s', (ip, network) => expect(networkOf(ip)).toBe(network));

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8::5:0:0:6', '2001:db8:0:0'],
  ['2001:db8::6', '2001:db8:0:0'],
])('%s is of the household %s', (ip, household) => expect(householdOf(ip)).toBe(household));
