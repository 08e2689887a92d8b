import { describe, expect, it } from 'vitest';
import { counted, factorOf, nameOf, runningMeans, spoken, toCsv, type Uncovered } from './game';

const letter = (id: number, you: number): Uncovered => ({ letter: id, you, unigram: 3, bigram: 2, nGram: 1, source: 0 });
const bet = (seen = false) => ({ stakes: [{ letter: 2, percent: 50 }], seen });

describe('running means', () => {
  it('grow with each letter', () => expect(runningMeans([letter(1, 1), letter(2, 3)], [bet(), bet()], 'you')).toEqual([1, 2]));

  it('leave out letters that had been seen, for everybody', () => {
    const letters = [letter(1, 9), letter(2, 1), letter(3, 9), letter(4, 2)], bets = [bet(true), bet(), bet(true), bet()];
    expect(runningMeans(letters, bets, 'you')).toEqual([null, 1, 1, 1.5]);
    expect(runningMeans(letters, bets, 'unigram')).toEqual([null, 3, 3, 3]);
    expect(counted(letters, bets)).toBe(2);
  });
});

describe('words', () => {
  it('name players, letters and units', () => {
    expect(nameOf('nGram', 5)).toBe('5-gram');
    expect([spoken('e'), spoken(' '), spoken('')]).toEqual(['“e”', 'a space', 'the end']);
    expect(factorOf('bits')).toBeCloseTo(1 / Math.LN2, 12);
  });
});

describe('CSV', () => {
  it('holds every letter, its bet, and what each player paid', () => {
    const csv = toCsv([letter(1, 0.5), letter(2, 1.5)], [bet(), bet(true)], (id) => ['', '"', 'a'][id], 5);
    expect(csv.split('\n')).toEqual([
      'position,letter,counts,bet,you_nats,unigram_nats,bigram_nats,5_gram_nats,author_nats,you_mean_nats,unigram_mean_nats,bigram_mean_nats,5_gram_mean_nats,author_mean_nats',
      '1,"""",1,"a 50%",0.5,3,2,1,0,0.5,3,2,1,0',
      '2,"a",0,"a 50%",1.5,3,2,1,0,0.5,3,2,1,0',
      '',
    ]);
  });
});
