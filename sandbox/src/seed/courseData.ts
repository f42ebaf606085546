// The course's tables as CSV, made up from a fixed seed: sessions of users by channel, their times, the users' properties, people's personal data,
// and customers of a telephone company for machine learning. Nobody in it exists.
import { createRandom, hex, pick, pickWeighted } from './random.ts';

export const sessionCount = 101_520;
const userCount = 949;

export interface CourseData {
  readonly userSessionChannel: string;
  readonly sessionTimestamp: string;
  readonly userProperty: string;
  readonly people: string;
  readonly churn: string;
}

const channels: readonly (readonly [string, number])[] = [
  ['Youtube', 17],
  ['Google', 17],
  ['Naver', 17],
  ['Organic', 17],
  ['Instagram', 16],
  ['Facebook', 16],
];
const givenNames = [
  'Minji',
  'Jiho',
  'Sora',
  'Hyun',
  'Yuna',
  'Doyun',
  'Seojun',
  'Haeun',
  'Jiwoo',
  'Eunji',
  'Alex',
  'Robin',
  'Noa',
  'Kim',
  'Lena',
];
const familyNames = ['Kim', 'Lee', 'Park', 'Choi', 'Jung', 'Kang', 'Cho', 'Yoon', 'Jang', 'Lim', 'Smith', 'Garcia', 'Meyer'];
const cities = ['Seoul', 'Busan', 'Incheon', 'Daegu', 'Daejeon', 'Gwangju', 'Suwon', 'Jeju'];
const states = ['KS', 'OH', 'NJ', 'OK', 'AL', 'MA', 'MO', 'LA', 'WV', 'IN', 'RI', 'IA', 'MT', 'NY', 'ID', 'VT', 'VA', 'TX', 'FL', 'CO'];

export function makeCourseData(): CourseData {
  const random = createRandom(20190501);
  const users = Array.from({ length: userCount }, (_, index) => 27 + index * 2 + Math.floor(random() * 2));
  const activity = users.map(() => random() ** 3 + 0.02);
  const cumulated: number[] = [];
  for (const share of activity) cumulated.push((cumulated.at(-1) ?? 0) + share);
  const total = cumulated.at(-1) ?? 1;

  const channelRows: string[] = [];
  const timeRows: string[] = [];
  const start = Date.UTC(2019, 4, 1);
  const span = Date.UTC(2019, 11, 1) - start;
  for (let index = 0; index < sessionCount; index++) {
    const user = index < userCount ? users[index] : users[firstAbove(cumulated, random() * total)];
    const session = hex(random, 32);
    channelRows.push(`${user},${session},${pickWeighted(random, channels)}\n`);
    const time = new Date(start + Math.floor(random() ** 0.8 * span));
    timeRows.push(`${session},${time.toISOString().slice(0, 23).replace('T', ' ')}\n`);
  }
  return {
    userSessionChannel: channelRows.join(''),
    sessionTimestamp: timeRows.join(''),
    userProperty: users.map(user => `${user},${random() < 0.5 ? 'male' : 'female'},${18 + Math.floor(random() * 51)}\n`).join(''),
    people: users
      .slice(0, 200)
      .map(user => person(random, user))
      .join(''),
    churn: Array.from({ length: 3333 }, () => customer(random)).join(''),
  };
}

function firstAbove(cumulated: readonly number[], value: number): number {
  let low = 0;
  let high = cumulated.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulated[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function person(random: () => number, user: number): string {
  const given = pick(random, givenNames);
  const family = pick(random, familyNames);
  const birth = new Date(Date.UTC(1950, 0, 1) + Math.floor(random() * 55 * 365) * 86_400_000).toISOString().slice(0, 10);
  const phone = `010-${String(1000 + Math.floor(random() * 9000))}-${String(1000 + Math.floor(random() * 9000))}`;
  const card = `4000-0000-0000-${String(1000 + Math.floor(random() * 9000))}`;
  return `${user},${given} ${family},${given.toLowerCase()}.${family.toLowerCase()}${user}@example.com,${phone},${birth},${pick(random, cities)},${card}\n`;
}

/** Leaves the company the likelier, the oftener it called the service and the more it talked by day. */
function customer(random: () => number): string {
  const international = random() < 0.1;
  const voicemail = random() < 0.27;
  const messages = voicemail ? 15 + Math.floor(random() * 30) : 0;
  const day = 60 + (random() + random() + random()) * 80;
  const evening = 60 + (random() + random() + random()) * 94;
  const night = 60 + (random() + random() + random()) * 94;
  const abroad = 3 + (random() + random() + random()) * 5;
  const calls = (): number => 60 + Math.floor(random() * 80);
  const service = pickWeighted(random, [
    [0, 21],
    [1, 35],
    [2, 23],
    [3, 13],
    [4, 5],
    [5, 2],
    [6, 1],
  ]);
  const score = -4.1 + (day - 180) * 0.022 + (service >= 4 ? 2.4 : 0) + (international ? 2 : 0) - (voicemail ? 0.9 : 0);
  const churned = random() < 1 / (1 + Math.exp(-score));
  const amounts = [
    day.toFixed(1),
    calls(),
    (day * 0.17).toFixed(2),
    evening.toFixed(1),
    calls(),
    (evening * 0.085).toFixed(2),
    night.toFixed(1),
    calls(),
    (night * 0.045).toFixed(2),
    abroad.toFixed(1),
    1 + Math.floor(random() * 9),
    (abroad * 0.27).toFixed(2),
  ];
  return [
    pick(random, states),
    20 + Math.floor(random() * 160),
    pick(random, [408, 415, 510]),
    international ? 'Yes' : 'No',
    voicemail ? 'Yes' : 'No',
    messages,
    ...amounts,
    service,
    churned ? 'True' : 'False',
  ]
    .join(',')
    .concat('\n');
}
