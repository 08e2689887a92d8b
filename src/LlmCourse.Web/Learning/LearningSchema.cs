using LlmCourse.Runs.Stores.Sqlite;

namespace LlmCourse.Web.Learning;

/// <summary>The tables of what learners did. Moments are UTC ticks; answers are JSON.</summary>
internal static class LearningSchema
{
    public static readonly SchemaPart Part = new("learning",
    [
        """
        CREATE TABLE learning_learners (
          learner TEXT PRIMARY KEY, name TEXT NOT NULL, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
          stalled_seconds INTEGER NOT NULL DEFAULT 0,
          place_lesson TEXT, place_section TEXT, place_address TEXT, place_at INTEGER) WITHOUT ROWID;
        CREATE TABLE learning_sections (
          learner TEXT NOT NULL, lesson TEXT NOT NULL, section TEXT NOT NULL,
          opened_at INTEGER NOT NULL, read_at INTEGER, taken_back INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (learner, lesson, section)) WITHOUT ROWID;
        CREATE INDEX learning_sections_by_lesson ON learning_sections (lesson, learner) WHERE read_at IS NOT NULL;
        CREATE TABLE learning_attempts (
          sequence INTEGER PRIMARY KEY, learner TEXT NOT NULL, lesson TEXT NOT NULL, quiz TEXT NOT NULL,
          answer TEXT NOT NULL, is_right INTEGER NOT NULL, points REAL NOT NULL, shown INTEGER NOT NULL, at INTEGER NOT NULL);
        CREATE INDEX learning_attempts_by_learner ON learning_attempts (learner, lesson, quiz);
        CREATE INDEX learning_attempts_by_quiz ON learning_attempts (lesson, quiz, learner);
        CREATE TABLE learning_predictions (
          sequence INTEGER PRIMARY KEY, learner TEXT NOT NULL, lesson TEXT NOT NULL, predict TEXT NOT NULL,
          answer TEXT NOT NULL, made_at INTEGER NOT NULL, run TEXT, score REAL, came_true INTEGER, scored_at INTEGER);
        CREATE INDEX learning_predictions_by_learner ON learning_predictions (learner, lesson, predict);
        CREATE TABLE learning_outcomes (
          learner TEXT NOT NULL, lesson TEXT NOT NULL, outcome TEXT NOT NULL, reached_at INTEGER NOT NULL,
          PRIMARY KEY (learner, lesson, outcome)) WITHOUT ROWID;
        """,
        """
        CREATE TABLE learning_drafts (
          learner TEXT NOT NULL, lesson TEXT NOT NULL, block TEXT NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
          PRIMARY KEY (learner, lesson, block)) WITHOUT ROWID;
        """,
    ]);
}
