// The tag that makes the texts people read: English, or what the client sent for it.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { later, say, speak, translate } from '../../../server/src/text/say.ts';

describe('say', () => {
  afterEach(() => speak(undefined));

  it('is the English text where no translation was given', () => {
    const name = 'p';
    assert.equal(say`Policy ${name} takes ${2} columns`, 'Policy p takes 2 columns');
    assert.equal(say`Write '\\001' in \`SQL\``, "Write '\\001' in `SQL`");
  });

  it('looks the whole text up, with numbers for what varies', () => {
    speak({ 'Policy {0} is not attached to {1}': '{1} 테이블에 {0} 정책이 연결되어 있지 않습니다', Delete: '삭제' });
    assert.equal(say`Policy ${'p'} is not attached to ${'t'}`, 't 테이블에 p 정책이 연결되어 있지 않습니다');
    assert.equal(say`Delete`, '삭제');
  });

  it('stays English where the translation lacks a text', () => {
    speak({ Delete: '삭제' });
    assert.equal(say`Write ${'x'}`, 'Write x');
  });

  it('leaves what is inserted as it is written', () => {
    speak({ 'Write {0}': '{0} 작성' });
    assert.equal(say`Write ${'{0} $& $1'}`, '{0} $& $1 작성');
  });
});

describe('Korean particles', () => {
  afterEach(() => speak(undefined));

  it('are chosen behind Korean, by its last syllable', () => {
    speak({ 'There is no {0}': '{0}이(가) 없습니다', 'Write {0}': '{0}(으)로 쓰세요', 'schema {0}': '{0} 스키마', 'user {0}': '{0} 역할' });
    const there = (what: string) => say`There is no ${what}`;
    const write = (what: string) => say`Write ${what}`;
    assert.deepEqual([there(say`schema ${'s'}`), there(say`user ${'u'}`)], ['s 스키마가 없습니다', 'u 역할이 없습니다']);
    assert.deepEqual([write('테이블'), write('값'), write('쿼리')], ['테이블로 쓰세요', '값으로 쓰세요', '쿼리로 쓰세요']);
  });

  it('are both left behind other letters', () => {
    speak({ 'There is no {0}': '{0}이(가) 없습니다' });
    assert.equal(say`There is no ${'sales'}`, 'sales이(가) 없습니다');
  });
});

describe('texts that are data', () => {
  afterEach(() => speak(undefined));

  it('are looked up where they are shown', () => {
    const word = later`late-binding view`;
    assert.equal(translate(word), 'late-binding view');
    speak({ 'late-binding view': '지연 바인딩 뷰' });
    assert.equal(translate(word), '지연 바인딩 뷰');
    assert.equal(translate('view'), 'view');
  });
});
