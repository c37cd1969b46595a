import type { CourtesyMailTexts } from './texts.js';

export const tr: CourtesyMailTexts = {
  greeting: 'Sayın {name},',
  closing: 'Pakt Sekreteryası\nAvrupa Konseyi Yerel ve Bölgesel Yönetimler Kongresi',
  footer:
    'Bu iletiyi, bu adres Çocuklara Yönelik Cinsel Şiddeti Durdurmak için Kentler ve Bölgeler Paktı’na ilişkin bir katılım beyanında verildiği için alıyorsunuz.',
  confirm_email: {
    subject: 'E-posta adresinizi doğrulayın: katılım {reference}',
    paragraphs: [
      'Pakt’a katılım beyanını gönderdiğiniz için teşekkür ederiz (kurum: {authority}). Referans kodu: {reference}.',
      'Lütfen bu adresin size ait olduğunu doğrulayın. Beyanı ancak bundan sonra inceleriz. Bağlantı 72 saat geçerlidir.',
      'Katılım beyanı göndermediyseniz bir şey yapmanız gerekmez: siz doğrulamadıkça beyan işleme alınmaz ve silinir.',
    ],
    button: 'Adresi doğrula',
  },
  submission_confirmed: {
    subject: 'Katılım beyanınızı aldık: {reference}',
    paragraphs: [
      'E-posta adresiniz doğrulandı ve Pakt’a katılım beyanı sekreteryaya ulaştı (kurum: {authority}). Referans kodu: {reference}.',
      'Genellikle on iş günü içinde yanıt veririz. Bir şeye ihtiyaç duyduğumuzda veya karar verdiğimizde bu adrese yazarız.',
      'Dosyayı istediğiniz zaman takip edebilirsiniz: aşağıdaki sayfayı açıp giriş bağlantısı isteyin.',
    ],
    button: 'Dosyayı takip et',
  },
  case_link: {
    subject: 'Giriş bağlantınız: {reference}',
    paragraphs: [
      '{reference} kodlu dosyanızın bağlantısı aşağıdadır. Bağlantı 15 dakika içinde bir kez kullanılabilir.',
      'Bunu siz istemediyseniz bir şey yapmanız gerekmez.',
    ],
    button: 'Dosyayı aç',
  },
  draft_link: {
    subject: 'Katılım beyanınıza devam edin: {reference}',
    paragraphs: [
      '{reference} koduyla başlanan Pakt’a katılım beyanına devam etmek için bağlantınız aşağıdadır. Bağlantı, beyan gönderilene kadar 30 gün boyunca her cihazda çalışır.',
      'Bağlantıya sahip olan herkes, şimdiye kadar doldurulanları okuyabilir ve değiştirebilir: yalnızca bunu yapması gerekenlere iletin.',
      'Bunu siz istemediyseniz bir şey yapmanız gerekmez.',
    ],
    button: 'Katılım beyanına devam et',
  },
  draft_expires: {
    subject: 'Katılım beyanınız {reference} {date} tarihinde silinecek',
    paragraphs: [
      '{reference} kodlu Pakt’a katılım beyanına başlandı ancak gönderilmedi ve bir süredir değişiklik yapılmadı. Beyan, doldurulan her şeyle birlikte {date} tarihinde silinecektir.',
      'Silinmemesi için bu tarihten önce devam edin.',
    ],
    button: 'Katılım beyanına devam et',
  },
  unconfirmed_expires: {
    subject: 'Katılım beyanınız {reference} hâlâ doğrulamanızı bekliyor',
    paragraphs: [
      'Pakt’a katılım beyanı gönderildi, ancak bu adres doğrulanmadı (kurum: {authority}). Doğrulanmadan beyanı inceleyemeyiz. Beyan {date} tarihinde silinecektir.',
      'Lütfen bu adresin size ait olduğunu doğrulayın. Bağlantı 72 saat geçerlidir.',
      'Katılım beyanı göndermediyseniz bir şey yapmanız gerekmez.',
    ],
    button: 'Adresi doğrula',
  },
  changes_requested: {
    subject: 'Lütfen katılım beyanınızı tamamlayın: {reference}',
    paragraphs: [
      '{authority} adına gönderilen katılım beyanını inceledik. Bir şeyi değiştirmeniz veya eklemeniz gerekiyor:',
      '{reason}',
      'Dosyanızı açın, yanıtları değiştirip yeniden gönderin. Formda her not, ilgili yanıtın yanında yer alır.',
    ],
    button: 'Dosyayı aç',
  },
  resubmitted: {
    subject: 'Değişikliklerinizi aldık: {reference}',
    paragraphs: [
      'Teşekkür ederiz. {authority} adına gönderilen katılım beyanındaki değişiklikleriniz sekreteryaya ulaştı. Karar verdiğimizde yeniden yazacağız.',
    ],
    button: 'Dosyayı takip et',
  },
  follow_up_received: {
    subject: 'Gönderinizi aldık: {reference}',
    paragraphs: [
      'Teşekkür ederiz. {authority} adına gönderdikleriniz sekreteryaya ulaştı. Referans kodu: {reference}.',
      'Kamuya açık sayfa, biz onaylayana kadar olduğu gibi kalır. Karar verdiğimizde yeniden yazacağız.',
      'Bunu siz göndermediyseniz lütfen bu iletiyi hemen yanıtlayın.',
    ],
    button: 'Dosyayı takip et',
  },
  follow_up_approved: {
    subject: 'Onaylandı: {reference}',
    paragraphs: ['{authority} adına gönderdikleriniz onaylandı ve artık kamuya açık sayfada görünüyor.', '{reason}'],
    button: 'Dosyayı aç',
  },
  follow_up_rejected: {
    subject: 'Gönderiniz {reference} kabul edilemedi',
    paragraphs: ['{authority} adına gönderdiklerinizi kabul edemedik. Kamuya açık sayfa olduğu gibi kaldı. Gerekçe:', '{reason}'],
    button: 'Dosyayı aç',
  },
  approved: {
    subject: 'Katılım beyanınız {reference} onaylandı',
    paragraphs: ['{authority} adına gönderilen Pakt’a katılım beyanı onaylandı. Sicilde yayımlandığında yeniden yazacağız.', '{reason}'],
    button: 'Dosyayı takip et',
  },
  rejected: {
    subject: 'Katılım beyanınız {reference} kabul edilemedi',
    paragraphs: [
      '{authority} adına gönderilen katılım beyanını kabul edemedik. Gerekçe:',
      '{reason}',
      'Bu husus giderildiğinde yeni bir katılım beyanı gönderebilir veya bu iletiyi yanıtlayabilirsiniz.',
    ],
  },
  published: {
    subject: '{authority} Pakt’ın sicilinde',
    paragraphs: [
      '{authority} artık Çocuklara Yönelik Cinsel Şiddeti Durdurmak için Kentler ve Bölgeler Paktı’nın kamuya açık sicilinde yer alıyor. Katıldığınız için teşekkür ederiz.',
      'Sayfayı ve taahhütlerini herkes görebilir:',
    ],
    button: 'Sayfayı gör',
  },
  publication_scheduled: {
    subject: '{authority} {date} tarihinde Pakt’ın sicilinde yer alacak',
    paragraphs: ['Pakt’ın kamuya açık sicilindeki sayfa {date} tarihinde yayımlanacak (kurum: {authority}). O gün yeniden yazacağız.', '{reason}'],
    button: 'Dosyayı takip et',
  },
  on_hold: {
    subject: 'Kayıt askıya alındı: {authority}',
    paragraphs: ['Pakt’ın sicilindeki kayıt artık askıda olarak gösteriliyor (kurum: {authority}). Gerekçe:', '{reason}'],
    button: 'Sayfayı gör',
  },
  withdrawn: {
    subject: 'Kayıt geri çekildi: {authority}',
    paragraphs: ['Kayıt, Pakt’ın sicilinden geri çekildi (kurum: {authority}). Gerekçe:', '{reason}'],
  },
  merged: {
    subject: '{authority} ve {into} kayıtları birleştirildi',
    paragraphs: [
      'Pakt’ın sicilinde aynı kuruma ait iki kayıt vardı. {authority} kaydı, {into} kaydıyla birleştirildi: eski kaydın adresi artık oraya yönlendiriyor.',
      '{reason}',
    ],
    button: 'Sayfayı gör',
  },
  hand_over: {
    subject: 'Pakt’ta irtibat kişisi olun: {authority}',
    paragraphs: [
      '{from}, Çocuklara Yönelik Cinsel Şiddeti Durdurmak için Kentler ve Bölgeler Paktı’nda irtibat kişisi olmanızı istiyor (kurum: {authority}).',
      'Kabul ediyorsanız aşağıdaki sayfayı açıp onaylayın. Bundan sonra iletilerimizi alacak ve kurumun sayfasını güncel tutacaksınız ({authority}). Bağlantı 72 saat geçerlidir.',
      'Bunun ne olduğunu bilmiyorsanız bir şey yapmanız gerekmez.',
    ],
    button: 'İrtibat kişisi ol',
  },
  hand_over_begun: {
    subject: 'Dosyayı devrediyorsunuz: {authority}',
    paragraphs: [
      'Pakt’taki irtibat kişisinin değişmesini istediniz (kurum: {authority}, yeni irtibat kişisi: {to}). Yeni irtibat kişisi onaylayana kadar hiçbir şey değişmez.',
      'Bunu siz istemediyseniz lütfen bu iletiyi hemen yanıtlayın.',
    ],
    button: 'Dosyayı aç',
  },
  handed_over: {
    subject: 'İrtibat kişisi değişti: {authority}',
    paragraphs: [
      'Pakt’taki yeni irtibat kişisi: {to} (kurum: {authority}). Bu adrese artık ileti gönderilmeyecek; adınız ve adresiniz dosyadan silindi.',
      'Pakt için yaptıklarınıza teşekkür ederiz. Bunu kabul etmediyseniz lütfen bu iletiyi hemen yanıtlayın.',
    ],
  },
  progress_reminder: {
    subject: 'Taahhütlerinizin durumu nedir? {authority}',
    paragraphs: [
      'Pakt kapsamındaki taahhütlerin durumuna ilişkin son bildirimin üzerinden bir yıl geçti (kurum: {authority}). Başkaları hem işe yarayanlardan hem de zorluklardan öğreniyor.',
      'Birkaç dakika yeterli: dosyanızı açıp ilerlemeyi bildirin.',
    ],
    button: 'İlerleme bildir',
  },
  newsletter_confirm: {
    subject: 'Lütfen onaylayın: Pakt’tan haberler',
    paragraphs: [
      'Birisi, muhtemelen siz, Çocuklara Yönelik Cinsel Şiddeti Durdurmak için Kentler ve Bölgeler Paktı bülteninin bu adrese gönderilmesini istedi.',
      'Bunu siz istediyseniz lütfen aşağıdaki sayfada onaylayın. Bağlantı 7 gün geçerlidir.',
      'Siz istemediyseniz bir şey yapmanız gerekmez: bizden başka ileti almazsınız ve adres 7 gün sonra silinir.',
    ],
    button: 'Onayla',
    footer: 'Bu iletiyi, bu adres Pakt’ın bülteni için verildiğinden alıyorsunuz.',
  },
  newsletter_known: {
    subject: 'Pakt’ın haberlerini zaten alıyorsunuz',
    paragraphs: [
      'Birisi, muhtemelen siz, Çocuklara Yönelik Cinsel Şiddeti Durdurmak için Kentler ve Bölgeler Paktı bülteninin bu adrese gönderilmesini istedi. Adres zaten abone; bir şey yapmanız gerekmez.',
      'Bülteni artık almak istemiyorsanız aşağıdaki sayfadan ayrılabilirsiniz.',
    ],
    button: 'Bültenden ayrıl',
    footer: 'Bu iletiyi, bu adres Pakt’ın bülteni için verildiğinden alıyorsunuz.',
  },
  newsletter_digest: {
    subject: '{subject}',
    paragraphs: [],
    button: 'Bültenden ayrıl',
    footer: 'Bu iletiyi, Çocuklara Yönelik Cinsel Şiddeti Durdurmak için Kentler ve Bölgeler Paktı bültenine abone olduğunuz için alıyorsunuz.',
  },
};
