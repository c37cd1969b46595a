import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * News. An article is public from `public_at` on, which the system sets when its time has come.
 * Public answers are cached under a version of the register, so an article must appear by an
 * explicit change, not by the clock alone.
 */
export class News1765400000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE news_image (
        id uuid PRIMARY KEY,
        sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
        media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png')),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        content bytea NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE article (
        id uuid PRIMARY KEY,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'archived')),
        slug text UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        title_en text NOT NULL DEFAULT '',
        title_fr text NOT NULL DEFAULT '',
        summary_en text NOT NULL DEFAULT '',
        summary_fr text NOT NULL DEFAULT '',
        body_en text NOT NULL DEFAULT '',
        body_fr text NOT NULL DEFAULT '',
        image_id uuid REFERENCES news_image,
        image_alt_en text NOT NULL DEFAULT '',
        image_alt_fr text NOT NULL DEFAULT '',
        publish_at timestamptz,
        public_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        CHECK (state = 'draft' OR (slug IS NOT NULL AND publish_at IS NOT NULL)),
        CHECK (image_id IS NULL OR (image_alt_en <> '' AND image_alt_fr <> ''))
      )`);
    await db.query(`CREATE INDEX article_newest ON article (updated_at DESC, id DESC)`);
    await db.query(
      `CREATE INDEX article_due ON article (publish_at) WHERE state = 'published'
        AND public_at IS NULL`,
    );
    await db.query(`
      CREATE VIEW public_article AS
      SELECT a.slug, a.title_en, a.title_fr, a.summary_en, a.summary_fr, a.body_en, a.body_fr,
        a.image_alt_en, a.image_alt_fr,
             encode(i.sha256, 'hex') AS image_sha256, i.media_type AS image_media_type,
             i.width AS image_width, i.height AS image_height,
             a.public_at, a.updated_at
      FROM article a LEFT JOIN news_image i ON i.id = a.image_id
      WHERE a.state = 'published' AND a.public_at IS NOT NULL`);
    await db.query(`
      CREATE VIEW public_news_image AS
      SELECT i.sha256, i.media_type, i.content
      FROM news_image i WHERE EXISTS (SELECT 1 FROM article a WHERE a.image_id = i.id
        AND a.state = 'published' AND a.public_at IS NOT NULL)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_news_image, public_article`);
    await db.query(`DROP TABLE article, news_image`);
  }
}
