// The tag that makes the texts people read: English, or what the client sent for it.
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { say, speak } from '../../../server/src/text/say.ts';

describe('say', () => {
  afterEach(() => speak({}));

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
